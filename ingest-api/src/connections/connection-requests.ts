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
	summary: 'State and settings of the connection',
	description: 'Signed over an empty body.',
	answer: {
		description: 'How things stand.',
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
	summary: 'The store was disconnected by its owner',
	description: `Signed over an empty body; the \`webhook-id\` begins with \`${ ACTION_IDS.disconnect }\` and disconnects once. What Ivorey has of the store stays, and the credentials bring it back: with the first new \`GET\` that is not signed earlier. It may leave while a person has paused it, and has to be connected again then.`,
	answer: { description: 'Noted.' },
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
	summary:
		'New credentials; those before stay good until a day after these are first used',
	description: `Signed over an empty body; the \`webhook-id\` begins with \`${ ACTION_IDS.rotate }\` and rotates once. Two pairs are good at most: the new one, and the one that the store uses.`,
	answer: {
		description: 'Send with these from now on.',
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
