import { html } from 'hono/html';
import type { StatusReport } from '@ivorey/shared';
import {
	DEFAULT_PERIOD,
	PERIODS,
	type Day,
	type Overview,
} from '../../views/overview-query.ts';
import { timeLocale } from '../formats.ts';
import { card, cards, stat } from '../parts/card.ts';
import { chart } from '../parts/chart.ts';
import { filters } from '../parts/filters.ts';
import type { Content, Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { count, numberText } from '../parts/numbers.ts';
import { pill } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import { storeFilter } from './list-filters.ts';

const periodName = ( days: number ) => `Last ${ days } days`;

export interface OverviewOptions {
	overview: Overview;
	days: number;
	connectionId: string | null;
	timeZone: string;
	/** To choose from. */
	listed: readonly StoreRow[];
	agreements: readonly Agreement[];
}

/** What a store's last comparison with Ivorey found; null: there was none. */
interface Agreement {
	connectionId: string;
	storeUrl: string;
	verified: StatusReport[ 'verified' ];
}

/** R38: what happened in the last days, of all stores or one. */
export function overviewParts( options: OverviewOptions ): Html {
	const { overview, days, connectionId, listed, timeZone } = options;
	return html`${ filters( {
			path: PATHS.home,
			filters: [
				{
					kind: 'choice',
					name: 'days',
					label: 'Period',
					choices: PERIODS.filter(
						( number ) => number !== DEFAULT_PERIOD
					).map( ( number ) => ( {
						value: String( number ),
						label: periodName( number ),
					} ) ),
					unset: periodName( DEFAULT_PERIOD ),
					value: days === DEFAULT_PERIOD ? null : String( days ),
				},
				storeFilter( listed, connectionId ),
			],
		} ) }
		${ cards(
			stat( {
				label: 'Orders',
				figure: numberText( sum( overview.orders ) ),
				note: `in ${ days } days`,
			} ),
			...overview.payments.map( ( { currency, total } ) =>
				stat( {
					label: `Payments, ${ currency }`,
					figure: money( total, currency ),
					note: 'less refunds',
				} )
			),
			stat( {
				label: 'From checkout to Ivorey',
				figure: lastLatency( overview ),
				note: 'Median of the last day with orders',
			} )
		) }
		<div class="charts">${ dailyCards( overview, timeZone ) }</div>
		${ automationsCard( options ) } ${ agreementCard( options ) }`;
}

function dailyCards( overview: Overview, timeZone: string ): Html {
	return html`${ dailyCard( {
		title: 'Orders per day',
		timeZone,
		days: overview.orders,
		number: ( value ) => value,
		text: ( value ) => count( value, 'order' ),
	} ) }
	${ overview.payments.map( ( { currency, days: daily } ) =>
		dailyCard( {
			title: `Payments per day, ${ currency }`,
			timeZone,
			days: daily,
			number: Number,
			text: ( value ) => money( value, currency ),
		} )
	) }
	${ dailyCard( {
		title: 'From checkout to Ivorey',
		timeZone,
		days: overview.latency,
		number: ( value ) => value?.p50 ?? 0,
		text: ( value ) =>
			value === null
				? 'No orders'
				: `p50 ${ duration( value.p50 ) }, p95 ${ duration( value.p95 ) } of ${ count( value.orders, 'order' ) }`,
	} ) }`;
}

function sum( days: readonly Day< number >[] ): number {
	return days.reduce( ( all, { value } ) => all + value, 0 );
}

function lastLatency( { latency }: Overview ): string {
	const last = latency.findLast( ( { value } ) => value !== null )?.value;
	return last === undefined || last === null ? '–' : duration( last.p50 );
}

/** 840 → "840 ms", 2_400 → "2.4 s", 7_200_000 → "2 h". */
export function duration( ms: number ): string {
	if ( ms < 1_000 ) {
		return `${ Math.round( ms ) } ms`;
	}
	const seconds = ms / 1_000;
	if ( seconds < 100 ) {
		return `${ seconds.toFixed( 1 ).replace( /\.0$/, '' ) } s`;
	}
	const minutes = seconds / 60;
	return minutes < 100
		? `${ Math.round( minutes ) } min`
		: `${ Math.round( minutes / 60 ) } h`;
}

/** Bars, and the same figures as a table. */
function dailyCard< Value >( {
	title,
	timeZone,
	days,
	number,
	text,
}: {
	title: string;
	timeZone: string;
	days: readonly Day< Value >[];
	number: ( value: Value ) => number;
	text: ( value: Value ) => string;
} ): Html {
	const first = days[ 0 ]!.day;
	const last = days.at( -1 )!.day;
	return card( {
		title,
		body: html`${ chart( {
				label: `${ title }, from ${ dayText( first ) } to ${ dayText( last ) }. The table below has the figures.`,
				points: days.map( ( { day, value } ) => ( {
					label: `${ dayText( day ) }: ${ text( value ) }`,
					value: Math.max( 0, number( value ) ),
				} ) ),
			} ) }
			<p class="chart-days">
				<span>${ dayText( first ) }</span><span>${ timeZone }</span
				><span>${ dayText( last ) }</span>
			</p>
			<details>
				<summary>As a table</summary>
				${ table( {
					label: title,
					rows: days.toReversed(),
					columns: [
						{
							label: 'Day',
							kind: 'title',
							cell: ( { day } ) => dayText( day ),
						},
						{
							label: title,
							kind: 'number',
							narrow: 'first',
							cell: ( { value } ) => text( value ),
						},
					],
				} ) }
			</details>`,
	} );
}

/** 2026-01-31 → "31 Jan 2026" */
function dayText( day: string ): string {
	return new Date( `${ day }T00:00:00Z` ).toLocaleDateString( timeLocale(), {
		dateStyle: 'medium',
		timeZone: 'UTC',
	} );
}

function automationsCard( {
	overview: { automations },
	days,
}: OverviewOptions ): Html {
	const figures: readonly ( readonly [ string, number ] )[] =
		automations === null
			? []
			: [
					[ 'Sent', automations.sent ],
					[ 'Skipped', automations.skipped ],
					[ 'Waiting', automations.waiting + automations.acting ],
					[ 'Held', automations.held ],
					[ 'Failed', automations.failed ],
					[ 'Perhaps sent', automations.unknown ],
				];
	return card( {
		title: 'Automations',
		body:
			automations === null
				? html`<p class="footnote">
						No automation did anything in the last ${ days } days.
					</p>`
				: html`<dl class="figures">
						${ figures
							.filter( ( [ , number ] ) => number > 0 )
							.map(
								( [ label, number ] ) =>
									html`<div>
										<dt>${ label }</dt>
										<dd>${ numberText( number ) }</dd>
									</div>`
							) }
					</dl>`,
		footer: html`<a href="${ PATHS.automations }">See automations</a>`,
	} );
}

/** Whether each store and Ivorey have the same (verify). */
function agreementCard( { agreements }: OverviewOptions ): Html {
	return card( {
		title: 'Stores compared with Ivorey',
		flush: true,
		body: table( {
			label: 'Stores compared with Ivorey',
			rows: agreements,
			href: ( { connectionId } ) => connectionPath( connectionId ),
			columns: [
				{
					label: 'Store',
					kind: 'title',
					cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
				},
				{ label: 'Compared', cell: comparedText },
				{ label: 'Result', narrow: 'first', cell: agreementPill },
			],
		} ),
	} );
}

function comparedText( { verified }: Agreement ): Content {
	return verified === null
		? 'Never'
		: html`${ time( verified.finished_at, { relative: true } ) },
			${ count( verified.compared, 'record' ) }`;
}

function agreementPill( { verified }: Agreement ): Html {
	if ( verified === null ) {
		return pill( 'Not compared yet' );
	}
	return verified.agrees
		? pill( 'Everything matches', 'good' )
		: pill(
				`${ count( verified.compared - verified.alike, 'record' ) } differ`,
				'warn'
			);
}
