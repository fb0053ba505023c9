/** Why nothing is backed up or restored, for who typed the command; nothing has changed then. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}
