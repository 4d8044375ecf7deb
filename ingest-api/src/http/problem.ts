import {
	PROBLEMS,
	problemType,
	type Problem,
	type ProblemName,
	type Settings,
} from '@ivorey/shared';

/** The reason why a request was refused. */
export interface Refusal {
	problem: ProblemName;
	/** Says what is wrong with this request and how to fix it. Never repeats anything that was sent. */
	detail: string;
	/** In seconds. */
	retryAfter?: number;
	/** With `clock-skew`: RFC 3339. */
	serverTime?: string;
	/** With `settings-conflict`: the current settings. */
	settings?: Settings;
	/** With `invalid-batch`, `invalid-body`, and `bad-request` of a query. */
	errors?: { path: string; message: string }[];
	/** With `method-not-allowed`. */
	allow?: string;
}

/** Refuses a request. Thrown anywhere, it becomes a response in one place (`answer-error.ts`). */
export class ProblemError extends Error {
	override name = 'ProblemError';
	readonly refusal: Refusal;

	constructor( refusal: Refusal ) {
		super( refusal.detail );
		this.refusal = refusal;
	}
}

/** The default Retry-After. */
const RETRY_AFTER_SECONDS = 5;

export function problemResponse( refusal: Refusal ): Response {
	const { status, title, reaction } = PROBLEMS[ refusal.problem ];
	const body: Problem = {
		type: problemType( refusal.problem ),
		title,
		status,
		detail: refusal.detail,
		...( refusal.serverTime === undefined
			? {}
			: { server_time: refusal.serverTime } ),
		...( refusal.settings === undefined
			? {}
			: { settings: refusal.settings } ),
		...( refusal.errors === undefined ? {} : { errors: refusal.errors } ),
	};
	const headers = new Headers( {
		'content-type': 'application/problem+json',
		'cache-control': 'no-store',
	} );
	if ( refusal.allow !== undefined ) {
		headers.set( 'allow', refusal.allow );
	}
	if ( status === 401 ) {
		headers.set( 'www-authenticate', 'Bearer' );
	}
	if ( reaction === 'retry' ) {
		headers.set(
			'retry-after',
			String( refusal.retryAfter ?? RETRY_AFTER_SECONDS )
		);
	}
	return new Response( JSON.stringify( body ), { status, headers } );
}
