import type { Definition } from '../automations/definition.ts';
import { runReasonText } from '../automations/run-reasons.ts';
import type { RunState } from '../db/automation-tables.ts';
import { currentLanguage, texts } from '../texts/texts.ts';
import type { Tone } from './parts/pill.ts';

const UNITS = [
	[ 'week', 7 * 24 * 60 ],
	[ 'day', 24 * 60 ],
	[ 'hour', 60 ],
	[ 'minute', 1 ],
] as const;
export type DelayUnit = ( typeof UNITS )[ number ][ 0 ];

export const DELAY_UNITS: Readonly< Record< DelayUnit, number > > =
	Object.fromEntries( UNITS ) as Record< DelayUnit, number >;

/** Uses the largest unit that divides the minutes evenly. */
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

/** Describes an automation in one sentence. */
export function automationSentence(
	definition: Definition,
	storeName: ( connectionId: string ) => string
): string {
	const { trigger, stores, delay_minutes: delay, action } = definition;
	const { sentence } = texts().automations;
	const { amount, unit } = delayParts( delay );
	const conditions = conditionWords( definition );
	return sentence.whole( {
		when: sentence.triggers[ trigger ],
		where:
			stores === null
				? ''
				: sentence.inStores( {
						stores: listed( stores.map( storeName ), 'or' ),
					} ),
		what: sentence.actions[ action.type ],
		delay:
			amount === 0 ? sentence.atOnce : sentence.later[ unit ]( amount ),
		conditions:
			conditions.length === 0
				? ''
				: sentence.onlyIf( {
						conditions: listed( conditions, 'and' ),
					} ),
	} );
}

function conditionWords( { conditions }: Definition ): string[] {
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
	const words = texts().automations.sentence;
	return [
		...( unpaid ? [ words.isUnpaid ] : [] ),
		...( statuses.length > 0
			? [ words.hasStatus( { statuses: listed( statuses, 'or' ) } ) ]
			: [] ),
		...( min === null ? [] : [ words.totalAtLeast( { total: min } ) ] ),
		...( max === null ? [] : [ words.totalAtMost( { total: max } ) ] ),
		...( currencies.length > 0
			? [ words.inCurrency( { currencies: listed( currencies, 'or' ) } ) ]
			: [] ),
		...( products.length + collections.length > 0
			? [ words.hasProduct ]
			: [] ),
		...( buyer === 'any' ? [] : [ words.buyers[ buyer ] ] ),
		...( methods.length > 0
			? [ words.paidBy( { methods: listed( methods, 'or' ) } ) ]
			: [] ),
	];
}

function listed( words: readonly string[], type: 'and' | 'or' ): string {
	return new Intl.ListFormat(
		currentLanguage() === 'en' ? 'en-GB' : currentLanguage(),
		{
			type: type === 'and' ? 'conjunction' : 'disjunction',
		}
	).format( words );
}

const TONES: Readonly< Record< RunState, Tone > > = {
	waiting: 'none',
	acting: 'none',
	held: 'warn',
	sent: 'good',
	failed: 'bad',
	unknown: 'warn',
	skipped: 'none',
};

export function stateWords( state: RunState ): readonly [ string, Tone ] {
	return [ texts().automations.states[ state ], TONES[ state ] ];
}

/** The reason for a run's state; empty if the state says it all. */
export function reasonWords( reason: string | null ): string {
	return reason === null ? '' : runReasonText( reason );
}
