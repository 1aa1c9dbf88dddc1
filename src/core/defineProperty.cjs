/** What packages of @stdlib define constants with. Theirs brings 8 kB (gzip) of checks and messages for engines of 2010. */
module.exports = Object.defineProperty;
