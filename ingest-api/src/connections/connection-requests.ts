import {
	ACTION_IDS,
	connectionInfoSchema,
	rotatedSchema,
} from '@ivorey/shared';
import { formatConnection } from '../db/identifiers.ts';
import { json, noContent } from '../http/answers.ts';
import type { Operation } from '../http/operation.ts';
import type { RequestContext } from '../http/request.ts';
import { noteTransition, type ApiServices } from './api-services.ts';
import { noteTold } from './asked.ts';
import { openImportRequest } from './import-requests.ts';
import { connectionInfo } from './info.ts';
import { comeBack, leave } from './leave.ts';
import type { StoredConnection } from './repository.ts';
import type { SignedCall } from './require-signature.ts';
import { rotateCredentials } from './rotate.ts';
import type { Transition } from './state.ts';

export const connectionOperation: Operation = {
	id: 'getConnection',
	summary: 'Retrieve the state and settings of the connection',
	description: 'The signature covers an empty body.',
	answer: {
		description: 'The current state and settings.',
		body: { name: 'Connection', schema: connectionInfoSchema },
	},
};

/** `GET /v1/connection`: the connection's state, settings and requests. Brings back a store that left by itself. */
export async function getConnection(
	services: ApiServices,
	_c: RequestContext,
	{ connection, signature, isReplay, receivedAt }: SignedCall
): Promise< Response > {
	const { addresses, db, now } = services;
	if ( ! isReplay ) {
		noteMove(
			services,
			connection,
			await comeBack( db, connection, signature, now() )
		);
	}
	await noteTold( db, connection, receivedAt );
	const asked = await openImportRequest( db, connection );
	return json(
		connectionInfo( connection, asked, addresses.console(), now() )
	);
}

export const leaveOperation: Operation = {
	id: 'leaveConnection',
	summary: 'Disconnect the store',
	description: `Sent when the owner disconnects the store. The signature covers an empty body. The \`webhook-id\` begins with \`${ ACTION_IDS.disconnect }\` and disconnects once. Ivorey keeps the store’s data, and the credentials can restore the connection: the first new \`GET\` that is not signed earlier than the disconnect does so. A store may disconnect while a person has paused it, but must then be connected again.`,
	answer: { description: 'The store is disconnected.' },
	problems: [ 'id-reused' ],
};

/** `DELETE /v1/connection` (R26): the store was disconnected in wp-admin. Its data stays in Ivorey. */
export async function deleteConnection(
	services: ApiServices,
	_c: RequestContext,
	{ connection, signature }: SignedCall
): Promise< Response > {
	noteMove(
		services,
		connection,
		await leave( services.db, connection, signature, services.now() )
	);
	return noContent();
}

function noteMove(
	services: ApiServices,
	connection: StoredConnection,
	transition: Transition | null
): void {
	if ( transition !== null ) {
		const { to, cause, reason } = transition;
		connection.status = { state: to, cause, reason };
		noteTransition( services, connection, to, reason );
	}
}

export const rotateOperation: Operation = {
	id: 'rotateCredentials',
	summary: 'Rotate the credentials',
	description: `Issues new credentials. The previous ones stay valid until a day after the new ones are first used. The signature covers an empty body. The \`webhook-id\` begins with \`${ ACTION_IDS.rotate }\` and rotates once. At most two pairs are valid: the new one and the one that the store uses.`,
	answer: {
		description: 'The new credentials. Use them from now on.',
		body: { name: 'Rotated', schema: rotatedSchema },
	},
	problems: [ 'id-reused' ],
};

export async function postRotate(
	{ addresses, db, keys, log, now }: ApiServices,
	_c: RequestContext,
	{ connection, signature }: SignedCall
): Promise< Response > {
	const rotated = await rotateCredentials( db, connection, {
		request: signature,
		apiUrl: addresses.api(),
		keys,
		now: now(),
	} );
	log.info( 'credentials rotated', {
		connection: formatConnection( connection ),
	} );
	return json( rotated );
}
