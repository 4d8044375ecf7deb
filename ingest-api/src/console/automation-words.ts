import type { Definition } from '../automations/definition.ts';
import { runReasonText } from '../automations/run-reasons.ts';
import type { RunState } from '../db/automation-tables.ts';
import type { Tone } from './parts/pill.ts';

const TRIGGER_WORDS = {
	order_submitted: 'an order is placed',
	payment_received: 'a payment is received',
} as const;

const UNITS = [
	[ 'week', 7 * 24 * 60 ],
	[ 'day', 24 * 60 ],
	[ 'hour', 60 ],
	[ 'minute', 1 ],
] as const;
export type DelayUnit = ( typeof UNITS )[ number ][ 0 ];

export const DELAY_UNITS: Readonly< Record< DelayUnit, number > > =
	Object.fromEntries( UNITS ) as Record< DelayUnit, number >;

/** In the largest unit that it is a whole number of. */
export function delayParts( minutes: number ): {
	amount: number;
	unit: DelayUnit;
} {
	if ( minutes === 0 ) {
		return { amount: 0, unit: 'minute' };
	}
	const [ unit, length ] = UNITS.find( ( [ , of ] ) => minutes % of === 0 )!;
	return { amount: minutes / length, unit };
}

function delayWords( minutes: number ): string {
	const { amount, unit } = delayParts( minutes );
	return amount === 0
		? 'at once'
		: `${ amount } ${ unit }${ amount === 1 ? '' : 's' } later`;
}

/** What an automation does, in one sentence. */
export function automationSentence(
	definition: Definition,
	storeName: ( connectionId: string ) => string
): string {
	const { trigger, stores, delay_minutes: delay, action } = definition;
	const where =
		stores === null
			? ''
			: ` in ${ listed( stores.map( storeName ), 'or' ) }`;
	const conditions = conditionWords( definition );
	const what =
		action.type === 'email'
			? 'an e-mail is sent to the buyer'
			: 'a webhook is sent';
	return `When ${ TRIGGER_WORDS[ trigger ] }${ where }, ${ what }${ delay === 0 ? ' at once' : `, ${ delayWords( delay ) }` }${ conditions.length === 0 ? '' : `, if ${ listed( conditions, 'and' ) }` }.`;
}

function conditionWords( { conditions }: Definition ): string[] {
	const words: string[] = [];
	const {
		unpaid,
		statuses,
		min_total: min,
		max_total: max,
		currencies,
		products,
		collections,
		buyer,
		payment_methods: methods,
	} = conditions;
	if ( unpaid ) {
		words.push( 'the order is unpaid' );
	}
	if ( statuses.length > 0 ) {
		words.push( `its status is ${ listed( statuses, 'or' ) }` );
	}
	if ( min !== null ) {
		words.push( `its total is at least ${ min }` );
	}
	if ( max !== null ) {
		words.push( `its total is at most ${ max }` );
	}
	if ( currencies.length > 0 ) {
		words.push( `it is in ${ listed( currencies, 'or' ) }` );
	}
	if ( products.length + collections.length > 0 ) {
		words.push( 'one of the chosen products is in it' );
	}
	if ( buyer !== 'any' ) {
		words.push( `the buyer is a ${ buyer } one` );
	}
	if ( methods.length > 0 ) {
		words.push( `it is paid by ${ listed( methods, 'or' ) }` );
	}
	return words;
}

function listed( words: readonly string[], type: 'and' | 'or' ): string {
	return new Intl.ListFormat( 'en-GB', {
		type: type === 'and' ? 'conjunction' : 'disjunction',
	} ).format( words );
}

const STATE_WORDS: Readonly< Record< RunState, readonly [ string, Tone ] > > = {
	waiting: [ 'Waiting', 'none' ],
	acting: [ 'Sending', 'none' ],
	held: [ 'Held', 'warn' ],
	sent: [ 'Sent', 'good' ],
	failed: [ 'Failed', 'bad' ],
	unknown: [ 'Perhaps sent', 'warn' ],
	skipped: [ 'Skipped', 'none' ],
};

export function stateWords( state: RunState ): readonly [ string, Tone ] {
	return STATE_WORDS[ state ];
}

/** Why a run is as it is; empty where its state says it all. */
export function reasonWords( reason: string | null ): string {
	return reason === null ? '' : runReasonText( reason );
}
