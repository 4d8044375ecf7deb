/** Whether this is `npm run test:long`: more of the same, and every picture. */
export const IS_LONG = process.env.TEST_SCALE === 'long';
