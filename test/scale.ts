/** Whether this is `npm run test:long`: larger tests, and every picture. */
export const IS_LONG = process.env.TEST_SCALE === 'long';
