import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
	BATCH_LIMITS,
	batchSchema,
	receiptSchema,
	recordSchema,
	TAKEN_CONTRACTS,
	type Receipt,
} from '@ivorey/shared';
import type { ApiServices } from '../connections/api-services.ts';
import type { SignedCall } from '../connections/require-signature.ts';
import { formatConnection } from '../db/identifiers.ts';
import { json } from '../http/answers.ts';
import type { Operation } from '../http/operation.ts';
import { ProblemError } from '../http/problem.ts';
import { jsonRequest, type RequestContext } from '../http/request.ts';
import {
	doesNotFit,
	unpackJson,
	type JsonRequest,
} from '../http/unpack-json.ts';
import type { Config } from '../ops/config.ts';
import { applyBatch, type AppliedBatch } from './apply-batch.ts';

export const batchOperation: Operation = {
	id: 'postBatch',
	summary: 'Send records of a store',
	description:
		`A batch may have at most ${ BATCH_LIMITS.records } records and ${ BATCH_LIMITS.bodyBytes } bytes (${ BATCH_LIMITS.inflatedBytes } after decompression). ` +
		'Sending the same `webhook-id` again returns the same receipt and changes nothing.',
	parameters: [
		{
			name: 'content-encoding',
			in: 'header',
			required: false,
			description: '`gzip` if the body is compressed.',
			schema: { type: 'string' },
			example: 'gzip',
		},
	],
	body: {
		name: 'Batch',
		schema: batchSchema.extend( {
			records: z
				.array( recordSchema )
				.min( 1 )
				.max( BATCH_LIMITS.records ),
		} ),
	},
	answer: {
		description: 'One outcome for each record, in the order of the batch.',
		body: { name: 'Receipt', schema: receiptSchema },
	},
	problems: [
		'id-reused',
		'contract-too-old',
		'contract-too-new',
		'too-many-records',
		'invalid-batch',
	],
};

/** `POST /v1/batches`: unpacks a batch, applies it, and returns the outcome of each record. */
export async function postBatch(
	services: ApiServices,
	c: RequestContext,
	{ connection, body, signature }: SignedCall
): Promise< Response > {
	const { config, db, metrics, now } = services;
	const unpacked = await unpackBatch( config.limits, jsonRequest( c, body ) );
	const applied = await applyBatch(
		db,
		connection,
		{
			webhookId: signature.id,
			signedAt: new Date( signature.timestamp * 1_000 ),
			...unpacked,
		},
		now()
	);
	logBatch( services, c, formatConnection( connection ), applied );
	metrics.receipt( applied.receipt, applied.repeated );
	if ( ! applied.repeated ) {
		services.onRecords( connection, applied.receipt.outcomes.length );
		if ( applied.isWatched || hasFired( applied.receipt ) ) {
			services.onTriggers();
		}
	}
	return json( applied.receipt );
}

function hasFired( { outcomes }: Receipt ): boolean {
	return outcomes.some(
		( { element, outcome } ) =>
			element === 'triggers' && outcome === 'applied'
	);
}

async function unpackBatch(
	limits: Config[ 'limits' ],
	request: JsonRequest
): Promise< { records: readonly unknown[]; bodyHash: string } > {
	const unpacked = await unpackJson( limits, request, 'invalid-batch' );
	refuseOtherContracts( unpacked.value );
	const envelope = batchSchema.safeParse( unpacked.value );
	if ( ! envelope.success ) {
		throw doesNotFit( 'invalid-batch', envelope.error );
	}
	const { records } = envelope.data;
	if ( records.length > limits.records ) {
		throw new ProblemError( {
			problem: 'too-many-records',
			detail: `A batch may hold at most ${ limits.records } records; this one has ${ records.length }.`,
		} );
	}
	// The hash is of the content, so the same batch compressed differently is still the same batch.
	return {
		records,
		bodyHash: createHash( 'sha256' )
			.update( unpacked.json )
			.digest( 'hex' ),
	};
}

/** Has problems of its own: for an invalid batch the plugin would search for the record that is to blame. */
function refuseOtherContracts( value: unknown ): void {
	const { contract } = ( value ?? {} ) as { contract?: unknown };
	if ( ! Number.isSafeInteger( contract ) ) {
		return;
	}
	const number = contract as number;
	const { oldest, newest } = TAKEN_CONTRACTS;
	if ( number < oldest ) {
		throw new ProblemError( {
			problem: 'contract-too-old',
			detail: `This plugin sends contract ${ number }; Ivorey accepts ${ oldest } to ${ newest }. Update the plugin.`,
		} );
	}
	if ( number > newest ) {
		throw new ProblemError( {
			problem: 'contract-too-new',
			detail: `This plugin sends contract ${ number }; Ivorey accepts ${ oldest } to ${ newest }. Ivorey needs an update.`,
		} );
	}
}

function logBatch(
	{ config, log }: ApiServices,
	c: RequestContext,
	connection: string,
	{ receipt: { outcomes }, repeated, orders }: AppliedBatch
): void {
	const ms = Math.round( performance.now() - c.get( 'startedAt' ) );
	for ( const { number, status } of config.logOrders ? orders : [] ) {
		log.info( 'order applied', {
			order: number,
			status,
			connection,
			element: 'orders',
			ms,
		} );
	}
	const count = ( wanted: string ) =>
		outcomes.filter( ( { outcome } ) => outcome === wanted ).length;
	log.info( 'batch applied', {
		requestId: c.get( 'requestId' ),
		connection,
		records: outcomes.length,
		applied: count( 'applied' ),
		stale: count( 'stale' ),
		excluded: count( 'excluded' ),
		rejected: count( 'rejected' ),
		repeated,
		ms,
	} );
}
