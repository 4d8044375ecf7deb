import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

/** Names the file that lists, one name per line, the tests that passed only when retried. */
export const SECOND_TRIES = 'SECOND_TRIES_FILE';

/** A test that needs a second try is no failure, but must not go unnoticed. */
export default class SecondTryReporter implements Reporter {
	onTestCaseResult( test: TestCase ): void {
		const file = process.env[ SECOND_TRIES ];
		if ( file !== undefined && test.diagnostic()?.flaky === true ) {
			appendFileSync( file, `${ test.fullName }\n` );
		}
	}
}
