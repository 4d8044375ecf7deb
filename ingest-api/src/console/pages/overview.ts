import { html } from 'hono/html';
import type { StatusReport } from '@ivorey/shared';
import {
	DEFAULT_PERIOD,
	PERIODS,
	type Day,
	type Overview,
} from '../../views/overview-query.ts';
import { timeLocale } from '../../texts/formats.ts';
import { card, cards, stat } from '../parts/card.ts';
import { chart } from '../parts/chart.ts';
import { filters } from '../parts/filters.ts';
import type { Content, Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { numberText } from '../../texts/numbers.ts';
import { pill } from '../parts/pill.ts';
import { table } from '../parts/table.ts';
import { time } from '../parts/time.ts';
import { connectionPath, PATHS } from '../paths.ts';
import { withoutScheme, type StoreRow } from '../../views/store-view.ts';
import { storeFilter } from './list-filters.ts';
import { texts } from '../../texts/texts.ts';

export interface OverviewOptions {
	overview: Overview;
	days: number;
	connectionId: string | null;
	timeZone: string;
	/** The stores to choose from. */
	listed: readonly StoreRow[];
	agreements: readonly Agreement[];
}

/** The result of a store's last comparison with Ivorey; null if there was none. */
interface Agreement {
	connectionId: string;
	storeUrl: string;
	verified: StatusReport[ 'verified' ];
}

/** R38: figures of the last days, for all stores or one. */
export function overviewParts( options: OverviewOptions ): Html {
	const { overview, days, connectionId, listed, timeZone } = options;
	return html`${ filters( {
			path: PATHS.home,
			filters: [
				{
					kind: 'choice',
					name: 'days',
					label: texts().home.period,
					choices: PERIODS.filter(
						( number ) => number !== DEFAULT_PERIOD
					).map( ( number ) => ( {
						value: String( number ),
						label: texts().home.lastDays( number ),
					} ) ),
					unset: texts().home.lastDays( DEFAULT_PERIOD ),
					value: days === DEFAULT_PERIOD ? null : String( days ),
				},
				storeFilter( listed, connectionId ),
			],
		} ) }
		${ cards(
			stat( {
				label: texts().common.orders,
				figure: numberText( sum( overview.orders ) ),
				note: texts().home.inLastDays( days ),
			} ),
			...overview.payments.map( ( { currency, total } ) =>
				stat( {
					label: texts().home.payments( { currency } ),
					figure: money( total, currency ),
					note: texts().home.lessRefunds,
				} )
			),
			stat( {
				label: texts().home.fromCheckout,
				figure: lastLatency( overview ),
				note: texts().home.medianOfLastDay,
			} )
		) }
		<div class="charts">${ dailyCards( overview, timeZone ) }</div>
		${ automationsCard( options ) } ${ agreementCard( options ) }`;
}

function dailyCards( overview: Overview, timeZone: string ): Html {
	return html`${ dailyCard( {
		title: texts().home.ordersPerDay,
		timeZone,
		days: overview.orders,
		number: ( value ) => value,
		text: ( value ) => texts().orders.count( value ),
	} ) }
	${ overview.payments.map( ( { currency, days: daily } ) =>
		dailyCard( {
			title: texts().home.paymentsPerDay( { currency } ),
			timeZone,
			days: daily,
			number: Number,
			text: ( value ) => money( value, currency ),
		} )
	) }
	${ dailyCard( {
		title: texts().home.fromCheckout,
		timeZone,
		days: overview.latency,
		number: ( value ) => value?.p50 ?? 0,
		text: ( value ) =>
			value === null
				? texts().home.noOrders
				: texts().home.latency( {
						median: duration( value.p50 ),
						slow: duration( value.p95 ),
						orders: texts().orders.count( value.orders ),
					} ),
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
		return texts().home.milliseconds( Math.round( ms ) );
	}
	const seconds = ms / 1_000;
	if ( seconds < 100 ) {
		return texts().home.seconds( Math.round( seconds * 10 ) / 10 );
	}
	const minutes = seconds / 60;
	return minutes < 100
		? texts().home.minutes( Math.round( minutes ) )
		: texts().home.hours( Math.round( minutes / 60 ) );
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
				label: texts().home.chart( {
					title,
					from: dayText( first ),
					to: dayText( last ),
				} ),
				points: days.map( ( { day, value } ) => ( {
					label: `${ dayText( day ) }: ${ text( value ) }`,
					value: number( value ),
				} ) ),
			} ) }
			<p class="chart-days">
				<span>${ dayText( first ) }</span><span>${ timeZone }</span
				><span>${ dayText( last ) }</span>
			</p>
			<details>
				<summary>${ texts().home.asTable }</summary>
				${ table( {
					label: title,
					rows: days.toReversed(),
					columns: [
						{
							label: texts().home.day,
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
	const { states } = texts().automations;
	const figures: readonly ( readonly [ string, number ] )[] =
		automations === null
			? []
			: [
					[ states.sent, automations.sent ],
					[ states.skipped, automations.skipped ],
					[
						states.waiting,
						automations.waiting + automations.acting,
					],
					[ states.held, automations.held ],
					[ states.failed, automations.failed ],
					[ states.unknown, automations.unknown ],
				];
	return card( {
		title: texts().common.automations,
		body:
			automations === null
				? html`<p class="footnote">
						${ texts().home.noAutomations( days ) }
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
		footer: html`<a href="${ PATHS.automations }"
			>${ texts().home.seeAutomations }</a
		>`,
	} );
}

/** Whether each store and Ivorey hold the same records (verify). */
function agreementCard( { agreements }: OverviewOptions ): Html {
	return card( {
		title: texts().home.comparisons,
		flush: true,
		body: table( {
			label: texts().home.comparisons,
			rows: agreements,
			href: ( { connectionId } ) => connectionPath( connectionId ),
			columns: [
				{
					label: texts().common.store,
					kind: 'title',
					cell: ( { storeUrl } ) => withoutScheme( storeUrl ),
				},
				{ label: texts().home.compared, cell: comparedText },
				{
					label: texts().automations.result,
					narrow: 'first',
					cell: agreementPill,
				},
			],
		} ),
	} );
}

function comparedText( { verified }: Agreement ): Content {
	return verified === null
		? texts().home.never
		: html`${ time( verified.finished_at, { relative: true } ) },
			${ texts().home.records( verified.compared ) }`;
}

function agreementPill( { verified }: Agreement ): Html {
	if ( verified === null ) {
		return pill( texts().home.notComparedYet );
	}
	return verified.agrees
		? pill( texts().home.everythingMatches, 'good' )
		: pill(
				texts().home.recordsDiffer(
					verified.compared - verified.alike
				),
				'warn'
			);
}
