import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import { isDkimKey, type DkimKey } from './dkim-key.ts';

export interface OutgoingEmail {
	/** Without "<" and ">". */
	messageId: string;
	/** With or without a name: "Sample Store <hello@example.com>". */
	from: string;
	replyTo: string | null;
	/** One address, without a name. */
	to: string;
	subject: string;
	html: string;
	text: string;
	headers?: Record< string, string >;
}

export interface ComposedMessage {
	envelope: { from: string; to: string[]; size: number };
	raw: Buffer;
}

/** nodemailer's headers, and List-Unsubscribe-Post, which RFC 8058's unsubscribe requires to be signed. */
const SIGNED_HEADERS = [
	'From',
	'Sender',
	'Reply-To',
	'Subject',
	'Date',
	'Message-ID',
	'To',
	'MIME-Version',
	'Content-Type',
	'Content-Transfer-Encoding',
	'List-Unsubscribe',
	'List-Unsubscribe-Post',
	'Auto-Submitted',
].join( ':' );

/** @throws Error if the key cannot sign. */
export function createComposer(
	dkim: DkimKey | null
): ( mail: OutgoingEmail ) => Promise< ComposedMessage > {
	if ( dkim !== null && ! isDkimKey( dkim.privateKey ) ) {
		throw new Error( 'DKIM needs an RSA private key in PEM.' );
	}
	const signer =
		dkim === null
			? null
			: new DKIM( {
					domainName: dkim.domain,
					keySelector: dkim.selector,
					privateKey: dkim.privateKey,
					headerFieldNames: SIGNED_HEADERS,
				} );
	return async ( mail ) => {
		const node = new MailComposer( {
			from: mail.from,
			// An object, so that nothing in the address can split it into two.
			to: { name: '', address: mail.to },
			...( mail.replyTo === null ? {} : { replyTo: mail.replyTo } ),
			subject: mail.subject,
			html: mail.html,
			text: mail.text,
			messageId: `<${ mail.messageId }>`,
			headers: {
				...mail.headers,
				'Auto-Submitted': 'auto-generated',
			},
			disableFileAccess: true,
			disableUrlAccess: true,
		} ).compile();
		const { from, to } = node.getEnvelope();
		const unsigned = await node.build();
		const raw =
			signer === null
				? unsigned
				: await buffer( signer.sign( unsigned ) );
		return {
			envelope: {
				from: from === false ? '' : from,
				to,
				size: raw.length,
			},
			raw,
		};
	};
}
