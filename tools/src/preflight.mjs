/**
 * Says early and clearly whether this machine can run Konsil.
 * Konsil runs on Node 24.9 or later; for Linux on x64 a fitting Node is installed with the dependencies,
 * and npm scripts find it by themselves. Written for any Node, also an old one.
 */

/**
 * Why Konsil does not run here; undefined where it does.
 * @param {{ version: string, platform: string, arch: string }} host Node's version and kind of machine
 * @returns {string | undefined}
 */
export const refusalOn = ({ version, platform, arch }) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 9)) return undefined;
  return (
    `Konsil needs Node 24.9 or later; this is Node ${version} on ${platform}-${arch}.\n` +
    (platform === 'linux' && arch === 'x64'
      ? 'For this kind of machine a fitting Node comes with the dependencies: run `npm ci` first, then start Konsil through npm (`npm start`).\n'
      : 'No Node is bundled for this kind of machine: install Node 24.9 or later (https://nodejs.org) and try again.\n')
  );
};

const refusal = refusalOn({ version: process.versions.node, platform: process.platform, arch: process.arch });
if (refusal !== undefined) {
  process.stderr.write(refusal);
  process.exit(1);
}
