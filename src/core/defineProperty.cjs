// Replaces a @stdlib helper that brings 8 kB (gzip) of checks for engines of 2010.
module.exports = Object.defineProperty;
