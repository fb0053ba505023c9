/** Version of the product, as `konsil --version` prints it and backups note it. */
export const VERSION = '0.1.0';
