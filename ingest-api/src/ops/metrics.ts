import type { Pool } from 'pg';
import {
	collectDefaultMetrics,
	Counter,
	Gauge,
	Histogram,
	Registry,
	Summary,
} from 'prom-client';
import type { ImportState, Receipt } from '@ivorey/shared';
import type { RunState } from '../db/automation-tables.ts';
import {
	readWorkerFigures,
	WORKER_METRICS,
	type WorkerFigures,
} from './worker-figures.ts';

/** Label values come from closed lists only, so that nobody outside can create series. */
export interface Metrics {
	request: (
		labels: { method: string; route: string; status: number },
		seconds: number
	) => void;
	problem: ( type: string ) => void;
	receipt: ( receipt: Receipt, repeated: boolean ) => void;
	transition: ( to: string ) => void;
	/** A settings change that a store sent. */
	settingsChange: ( outcome: 'taken' | 'refused' ) => void;
	/** The state of an import as its store reported it. */
	importReport: ( state: ImportState ) => void;
	/** Runs of automations that were decided, by their resulting state. */
	automationRuns: ( state: RunState, count: number ) => void;
	/** Due runs, of all copies. */
	automationsDue: ( count: number ) => void;
	/** How long the oldest unfinished item has been due, as this worker last saw it. */
	automationsLate: ( seconds: number ) => void;
	/** The outcome of an e-mail, and its delay in seconds after its run was due. */
	message: (
		state: 'sent' | 'failed' | 'later' | 'unknown',
		seconds: number | null
	) => void;
	/** An attempt to send a webhook. */
	webhookAttempt: ( outcome: 'sent' | 'failed' ) => void;
	/** The number of due webhooks, and the longest wait, in seconds, for an endpoint that answers. */
	webhookQueue: ( queue: { due: number; lateSeconds: number } ) => void;
	/** The worker's figures, for people. */
	workerFigures: () => Promise< WorkerFigures >;
	/** In Prometheus' text format. */
	render: () => Promise< { contentType: string; text: string } >;
}

const ELEMENTS_WITH_SERIES = new Set( [
	'collections',
	'products',
	'contacts',
	'orders',
	'transactions',
	'erasures',
	'triggers',
] );

export function createMetrics( pool: Pool ): Metrics {
	const register = new Registry();
	collectDefaultMetrics( { register } );
	const requests = new Histogram( {
		name: 'ivorey_http_request_duration_seconds',
		help: 'Time to answer, by route and status.',
		labelNames: [ 'method', 'route', 'status' ],
		buckets: [ 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10 ],
		registers: [ register ],
	} );
	const problems = new Counter( {
		name: 'ivorey_problems_total',
		help: 'Requests that were refused, by problem.',
		labelNames: [ 'problem' ],
		registers: [ register ],
	} );
	const batches = new Counter( {
		name: 'ivorey_batches_total',
		help: 'Batches that were answered with a receipt.',
		labelNames: [ 'repeated' ],
		registers: [ register ],
	} );
	const records = new Counter( {
		name: 'ivorey_records_total',
		help: 'Records of batches that were not repetitions, by outcome.',
		labelNames: [ 'element', 'outcome' ],
		registers: [ register ],
	} );
	const transitions = new Counter( {
		name: 'ivorey_connection_transitions_total',
		help: 'Changes of a connection by its requests.',
		labelNames: [ 'to' ],
		registers: [ register ],
	} );
	const settingsChanges = new Counter( {
		name: 'ivorey_settings_changes_total',
		help: 'Changes of settings that stores sent, by outcome.',
		labelNames: [ 'outcome' ],
		registers: [ register ],
	} );
	const importReports = new Counter( {
		name: 'ivorey_import_reports_total',
		help: 'Status reports of stores that have an import, by its state.',
		labelNames: [ 'state' ],
		registers: [ register ],
	} );
	const runs = new Counter( {
		name: WORKER_METRICS.runs,
		help: 'Decisions on runs of automations, by the state that came of it: acting, skipped, held, waiting, sent, failed.',
		labelNames: [ 'state' ],
		registers: [ register ],
	} );
	const runsDue = new Gauge( {
		name: WORKER_METRICS.automationsDue,
		help: 'Runs of automations that are due; of all copies.',
		registers: [ register ],
	} );
	const late = new Gauge( {
		name: WORKER_METRICS.automationsLate,
		help: 'How long the oldest run, or e-mail, that is due has been due.',
		registers: [ register ],
	} );
	const messages = new Counter( {
		name: WORKER_METRICS.messages,
		help: 'E-mails of automations, by what became of them; "unknown" may have been sent.',
		labelNames: [ 'state' ],
		registers: [ register ],
	} );
	const messageDelays = new Histogram( {
		name: 'ivorey_message_delay_seconds',
		help: 'From when an automation was due to the mail server’s answer.',
		buckets: [ 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600 ],
		registers: [ register ],
	} );
	const recentDelays = new Summary( {
		name: WORKER_METRICS.recentDelay,
		help: 'The same of the last ten minutes, as quantiles.',
		percentiles: [ 0.5, 0.95 ],
		maxAgeSeconds: 600,
		ageBuckets: 5,
		pruneAgedBuckets: true,
		registers: [ register ],
	} );
	const webhookAttempts = new Counter( {
		name: WORKER_METRICS.webhookAttempts,
		help: 'Attempts to send a webhook, by outcome.',
		labelNames: [ 'outcome' ],
		registers: [ register ],
	} );
	const webhooksDue = new Gauge( {
		name: WORKER_METRICS.webhooksDue,
		help: 'Webhooks that are due, whether their endpoint answers or not; of all copies.',
		registers: [ register ],
	} );
	const webhooksLate = new Gauge( {
		name: WORKER_METRICS.webhooksLate,
		help: 'How long the webhook has waited that waits longest for an endpoint that answers; of all copies.',
		registers: [ register ],
	} );
	new Gauge( {
		name: 'ivorey_database_connections',
		help: 'Connections of the pool.',
		labelNames: [ 'state' ],
		registers: [ register ],
		collect() {
			this.set( { state: 'idle' }, pool.idleCount );
			this.set( { state: 'used' }, pool.totalCount - pool.idleCount );
			this.set( { state: 'awaited' }, pool.waitingCount );
		},
	} );
	return {
		request( { method, route, status }, seconds ) {
			requests.observe(
				{ method, route, status: String( status ) },
				seconds
			);
		},
		problem( type ) {
			problems.inc( { problem: type } );
		},
		receipt( { outcomes }, repeated ) {
			batches.inc( { repeated: String( repeated ) } );
			if ( repeated ) {
				return;
			}
			for ( const { element, outcome } of outcomes ) {
				const known =
					element !== null && ELEMENTS_WITH_SERIES.has( element );
				records.inc( {
					element: known ? element : 'unknown',
					outcome,
				} );
			}
		},
		transition( to ) {
			transitions.inc( { to } );
		},
		settingsChange( outcome ) {
			settingsChanges.inc( { outcome } );
		},
		importReport( state ) {
			importReports.inc( { state } );
		},
		automationRuns( state, count ) {
			runs.inc( { state }, count );
		},
		automationsDue( count ) {
			runsDue.set( count );
		},
		automationsLate( seconds ) {
			late.set( seconds );
		},
		message( state, seconds ) {
			messages.inc( { state } );
			if ( seconds !== null ) {
				messageDelays.observe( seconds );
				recentDelays.observe( seconds );
			}
		},
		webhookAttempt( outcome ) {
			webhookAttempts.inc( { outcome } );
		},
		webhookQueue( { due, lateSeconds } ) {
			webhooksDue.set( due );
			webhooksLate.set( lateSeconds );
		},
		workerFigures: () => readWorkerFigures( register ),
		async render() {
			return {
				contentType: register.contentType,
				text: await register.metrics(),
			};
		},
	};
}
