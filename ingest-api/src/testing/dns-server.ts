import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const HEADER_BYTES = 12;
const TYPE_AND_CLASS_BYTES = 4;
export const TYPE_A = 1;
const NO_SUCH_NAME = 3;

/** IPv4 addresses, or none for a query of another type; null: no answer at all. */
type Answering = ( hostname: string, type: number ) => readonly string[] | null;

/**
 * A name server until the end of the test.
 *
 * @return Its address, and the requested names.
 */
export async function startDnsServer(
	answer: Answering
): Promise< { address: string; asked: string[] } > {
	const asked: string[] = [];
	const socket = createSocket( 'udp4' );
	socket.on( 'message', ( message, { address, port } ) => {
		const { hostname, type, question } = readQuestion( message );
		asked.push( hostname );
		const addresses = answer( hostname, type );
		if ( addresses !== null ) {
			socket.send(
				answerTo( message, question, type === TYPE_A ? addresses : [] ),
				port,
				address
			);
		}
	} );
	socket.bind( 0, '127.0.0.1' );
	await once( socket, 'listening' );
	onTestFinished( () => void socket.close() );
	return { address: `127.0.0.1:${ socket.address().port }`, asked };
}

function readQuestion( message: Buffer ) {
	const labels: string[] = [];
	let at = HEADER_BYTES;
	for ( let size = message[ at ]!; size > 0; size = message[ at ]! ) {
		labels.push( message.toString( 'latin1', at + 1, at + 1 + size ) );
		at += 1 + size;
	}
	const end = at + 1 + TYPE_AND_CLASS_BYTES;
	return {
		hostname: labels.join( '.' ),
		type: message.readUInt16BE( at + 1 ),
		question: message.subarray( HEADER_BYTES, end ),
	};
}

function answerTo(
	message: Buffer,
	question: Buffer,
	addresses: readonly string[]
): Buffer {
	const header = Buffer.alloc( HEADER_BYTES );
	message.copy( header, 0, 0, 2 );
	header.writeUInt16BE(
		0x8180 + ( addresses.length === 0 ? NO_SUCH_NAME : 0 ),
		2
	);
	header.writeUInt16BE( 1, 4 );
	header.writeUInt16BE( addresses.length, 6 );
	const records = addresses.map( ( address ) =>
		Buffer.from( [
			// A pointer to the question's name, A, IN, a TTL of a minute, four bytes.
			...[ 0xc0, HEADER_BYTES, 0, TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4 ],
			...address.split( '.' ).map( Number ),
		] )
	);
	return Buffer.concat( [ header, question, ...records ] );
}
