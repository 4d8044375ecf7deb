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
		help: 'Response time, by route and status.',
		labelNames: [ 'method', 'route', 'status' ],
		buckets: [ 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10 ],
		registers: [ register ],
	} );
	const problems = new Counter( {
		name: 'ivorey_problems_total',
		help: 'Requests answered with a problem, by problem.',
		labelNames: [ 'problem' ],
		registers: [ register ],
	} );
	const batches = new Counter( {
		name: 'ivorey_batches_total',
		help: 'Batches answered with a receipt.',
		labelNames: [ 'repeated' ],
		registers: [ register ],
	} );
	const records = new Counter( {
		name: 'ivorey_records_total',
		help: 'Records by outcome, without those of repeated batches.',
		labelNames: [ 'element', 'outcome' ],
		registers: [ register ],
	} );
	const transitions = new Counter( {
		name: 'ivorey_connection_transitions_total',
		help: 'State changes of connections caused by their own requests.',
		labelNames: [ 'to' ],
		registers: [ register ],
	} );
	const settingsChanges = new Counter( {
		name: 'ivorey_settings_changes_total',
		help: 'Settings changes sent by stores, by outcome.',
		labelNames: [ 'outcome' ],
		registers: [ register ],
	} );
	const importReports = new Counter( {
		name: 'ivorey_import_reports_total',
		help: 'Status reports from stores that have an import, by the import’s state.',
		labelNames: [ 'state' ],
		registers: [ register ],
	} );
	const runs = new Counter( {
		name: WORKER_METRICS.runs,
		help: 'Decisions on automation runs, by resulting state: acting, skipped, held, waiting, sent, failed.',
		labelNames: [ 'state' ],
		registers: [ register ],
	} );
	const runsDue = new Gauge( {
		name: WORKER_METRICS.automationsDue,
		help: 'Due automation runs, across all copies.',
		registers: [ register ],
	} );
	const late = new Gauge( {
		name: WORKER_METRICS.automationsLate,
		help: 'How long the oldest due run or e-mail has been due.',
		registers: [ register ],
	} );
	const messages = new Counter( {
		name: WORKER_METRICS.messages,
		help: 'E-mails of automations, by outcome; "unknown" may have been sent.',
		labelNames: [ 'state' ],
		registers: [ register ],
	} );
	const messageDelays = new Histogram( {
		name: 'ivorey_message_delay_seconds',
		help: 'Time from when an automation was due until the mail server’s response.',
		buckets: [ 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600 ],
		registers: [ register ],
	} );
	const recentDelays = new Summary( {
		name: WORKER_METRICS.recentDelay,
		help: 'Quantiles of ivorey_message_delay_seconds over the last ten minutes.',
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
		help: 'Due webhooks, whether or not their endpoint answers, across all copies.',
		registers: [ register ],
	} );
	const webhooksLate = new Gauge( {
		name: WORKER_METRICS.webhooksLate,
		help: 'How long the oldest due webhook to an endpoint that answers has been due, across all copies.',
		registers: [ register ],
	} );
	new Gauge( {
		name: 'ivorey_database_connections',
		help: 'Connections in the database pool, by state.',
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
