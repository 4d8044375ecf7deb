import type { Registry } from 'prom-client';

/** The work of this copy's worker since its start, and its backlog as last measured. */
export interface WorkerFigures {
	automations: {
		due: number;
		lateSeconds: number;
		/** Decisions by resulting state. */
		runs: Readonly< Record< string, number > >;
	};
	emails: {
		/** By outcome. */
		outcomes: Readonly< Record< string, number > >;
		/**
		 * For the last ten minutes, from the time an automation was due to the mail server's answer; null: none was
		 * sent.
		 */
		delaySeconds: { p50: number; p95: number } | null;
	};
	webhooks: {
		due: number;
		lateSeconds: number;
		attempts: Readonly< Record< string, number > >;
	};
}

/** The names of the metrics that the figures are read from. */
export const WORKER_METRICS = {
	runs: 'ivorey_automation_runs_total',
	automationsDue: 'ivorey_automation_runs_due',
	automationsLate: 'ivorey_automations_late_seconds',
	messages: 'ivorey_messages_total',
	recentDelay: 'ivorey_message_delay_recent_seconds',
	webhookAttempts: 'ivorey_webhook_attempts_total',
	webhooksDue: 'ivorey_webhook_deliveries_due',
	webhooksLate: 'ivorey_webhook_deliveries_late_seconds',
} as const;

export async function readWorkerFigures(
	register: Registry
): Promise< WorkerFigures > {
	const valuesOf = async ( name: string, label: string ) => {
		const metric = await register.getSingleMetric( name )!.get();
		return Object.fromEntries(
			metric.values.map( ( { labels, value } ) => [
				String( labels[ label as keyof typeof labels ] ?? '' ),
				value,
			] )
		);
	};
	const valueOf = async ( name: string ) =>
		( await register.getSingleMetric( name )!.get() ).values[ 0 ]?.value ??
		0;
	const delays = await valuesOf( WORKER_METRICS.recentDelay, 'quantile' );
	const [ p50, p95 ] = [ delays[ '0.5' ], delays[ '0.95' ] ];
	return {
		automations: {
			due: await valueOf( WORKER_METRICS.automationsDue ),
			lateSeconds: await valueOf( WORKER_METRICS.automationsLate ),
			runs: await valuesOf( WORKER_METRICS.runs, 'state' ),
		},
		emails: {
			outcomes: await valuesOf( WORKER_METRICS.messages, 'state' ),
			delaySeconds: p50 && p95 ? { p50, p95 } : null,
		},
		webhooks: {
			due: await valueOf( WORKER_METRICS.webhooksDue ),
			lateSeconds: await valueOf( WORKER_METRICS.webhooksLate ),
			attempts: await valuesOf(
				WORKER_METRICS.webhookAttempts,
				'outcome'
			),
		},
	};
}
