/**
 * Says early and clearly whether this machine can run Konsil.
 * Konsil runs on Node 24.9 or later; for Linux on x64 a fitting Node is installed with the dependencies,
 * and npm scripts find it by themselves. Written for any Node, also an old one.
 */
const [major, minor] = process.versions.node.split('.').map(Number);
const fits = major > 24 || (major === 24 && minor >= 9);
if (!fits) {
  process.stderr.write(
    'Konsil needs Node 24.9 or later; this is Node ' +
      process.versions.node +
      ' on ' +
      process.platform +
      '-' +
      process.arch +
      '.\n' +
      (process.platform === 'linux' && process.arch === 'x64'
        ? 'For this kind of machine a fitting Node comes with the dependencies: run `npm ci` first, then start Konsil through npm (`npm start`).\n'
        : 'No Node is bundled for this kind of machine: install Node 24.9 or later (https://nodejs.org) and try again.\n'),
  );
  process.exit(1);
}
