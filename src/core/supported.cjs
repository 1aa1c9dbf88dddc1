/** What packages of @stdlib ask for every kind of typed array. Theirs bring 1.6 kB (gzip) of checks for engines of 2010. */
module.exports = () => true;
