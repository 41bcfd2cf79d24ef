// `npm test`: every test there is. Its last line is `N passed, N failed`.
import './node-version.mjs';

const { testAll } = await import('./test-all.mjs');
await testAll(process.argv.slice(2));
