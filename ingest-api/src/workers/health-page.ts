import { html } from 'hono/html';
import type { RequestContext } from '../http/request.ts';
import { BRAND } from '../ops/brand.ts';
import type { Heartbeats, PartHealth } from '../ops/heartbeats.ts';
import type { Metrics } from '../ops/metrics.ts';
import type { WorkerFigures } from '../ops/worker-figures.ts';

const REFRESH_SECONDS = 5;
const NO_STORE = { 'cache-control': 'no-store' };

/** `GET /workers` may have inline styles and nothing else. */
export const HEALTH_POLICY = {
	defaultSrc: [ "'none'" ],
	styleSrc: [ "'unsafe-inline'" ],
	frameAncestors: [ "'none'" ],
};

const STATES: Readonly< Record< PartHealth[ 'state' ], string > > = {
	running: 'Running',
	failing: 'Failing, and trying again',
	stalled: 'Stalled: restart this copy',
	finished: 'Finished: nothing left to do',
};

/**
 * `GET /workers`: the state of this copy's worker, as a page for `Accept: text/html` and as JSON otherwise. Responds
 * with 503 if a part is stalled, so that an orchestrator can use it as a health check.
 */
export async function getWorkers(
	{ heartbeats, metrics }: { heartbeats: Heartbeats; metrics: Metrics },
	c: RequestContext
): Promise< Response > {
	const parts = heartbeats.read();
	const figures = await metrics.workerFigures();
	const status = parts.some( ( { state } ) => state === 'stalled' )
		? 503
		: 200;
	return c.req.header( 'accept' )?.includes( 'text/html' )
		? c.html( pageOf( parts, figures ), status, NO_STORE )
		: c.json( { parts, ...figures }, status, NO_STORE );
}

function pageOf( parts: readonly PartHealth[], figures: WorkerFigures ) {
	const { automations, emails, webhooks } = figures;
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta
					name="viewport"
					content="width=device-width, initial-scale=1"
				/>
				<meta http-equiv="refresh" content="${ REFRESH_SECONDS }" />
				<title>${ BRAND.name }: workers</title>
				<style>
					:root {
						color-scheme: light dark;
					}
					body {
						font:
							16px/1.5 system-ui,
							sans-serif;
						margin: 2rem auto;
						max-width: 48rem;
						padding: 0 1rem;
					}
					table {
						border-collapse: collapse;
						width: 100%;
					}
					th,
					td {
						border-bottom: 1px solid
							color-mix( in srgb, currentColor 20%, transparent );
						padding: 0.5rem;
						text-align: start;
					}
				</style>
			</head>
			<body>
				<main>
					<h1>Workers of this copy</h1>
					${
						parts.length === 0
							? html`<p>This copy runs no worker: see ROLES.</p>`
							: partsTable( parts )
					}
					<h2>Due now</h2>
					${ definitions( [
						[
							'Runs of automations',
							waitingText(
								automations.due,
								automations.lateSeconds
							),
						],
						[
							'Webhooks',
							waitingText( webhooks.due, webhooks.lateSeconds ),
						],
					] ) }
					<h2>Done since the start</h2>
					${ definitions( [
						[
							'Decisions on runs of automations',
							countsText( automations.runs ),
						],
						[ 'E-mails', countsText( emails.outcomes ) ],
						[
							'Delay of e-mails in the last ten minutes',
							emails.delaySeconds === null
								? 'No e-mail was sent'
								: `p50 ${ secondsText( emails.delaySeconds.p50 ) }, p95 ${ secondsText( emails.delaySeconds.p95 ) }`,
						],
						[
							'Attempts to send a webhook',
							countsText( webhooks.attempts ),
						],
					] ) }
				</main>
			</body>
		</html>`;
}

function partsTable( parts: readonly PartHealth[] ) {
	return html`<table>
		<thead>
			<tr>
				<th scope="col">Part</th>
				<th scope="col">State</th>
				<th scope="col">Last turn</th>
				<th scope="col">Last failure</th>
			</tr>
		</thead>
		<tbody>
			${ parts.map(
				( { part, state, secondsSinceTurn, lastFailure, failures } ) =>
					html`<tr>
						<th scope="row">${ part }</th>
						<td>${ STATES[ state ] }</td>
						<td>${ secondsText( secondsSinceTurn ) } ago</td>
						<td>
							${
								lastFailure === null
									? 'None'
									: `${ lastFailure.error }, ${ secondsText( lastFailure.secondsAgo ) } ago (${ failures } in all)`
							}
						</td>
					</tr>`
			) }
		</tbody>
	</table>`;
}

function definitions( entries: readonly ( readonly [ string, string ] )[] ) {
	return html`<table>
		<tbody>
			${ entries.map(
				( [ name, text ] ) =>
					html`<tr>
						<th scope="row">${ name }</th>
						<td>${ text }</td>
					</tr>`
			) }
		</tbody>
	</table>`;
}

function waitingText( due: number, lateSeconds: number ): string {
	return due === 0
		? 'None is due'
		: `${ due } due, the oldest for ${ secondsText( lateSeconds ) }`;
}

function countsText( counts: Readonly< Record< string, number > > ): string {
	return (
		Object.entries( counts )
			.map( ( [ state, count ] ) => `${ count } ${ state }` )
			.join( ', ' ) || 'None'
	);
}

function secondsText( seconds: number ): string {
	return seconds < 10
		? `${ seconds.toFixed( 2 ) } s`
		: `${ Math.round( seconds ) } s`;
}
