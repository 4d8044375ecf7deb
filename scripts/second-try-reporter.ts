import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

/** The file, one name a line, that tells which tests passed only when they were tried again. */
export const SECOND_TRIES = 'SECOND_TRIES_FILE';

/** A test that needs a second try is no failure, and nothing to pass over in silence either. */
export default class SecondTryReporter implements Reporter {
	onTestCaseResult( test: TestCase ): void {
		const file = process.env[ SECOND_TRIES ];
		if ( file !== undefined && test.diagnostic()?.flaky === true ) {
			appendFileSync( file, `${ test.fullName }\n` );
		}
	}
}
