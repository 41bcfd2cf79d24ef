// Imported first by every command, before anything an older Node could stumble over.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Rowlock needs Node.js 20.19 or later; this is ${process.versions.node}. Get a newer one from https://nodejs.org`,
  );
  process.exit(1);
}
