import type SMTPConnection from 'nodemailer/lib/smtp-connection';

export type SendOutcome =
	| { state: 'sent'; reply: string }
	/** Retrying will not help. A hard bounce means that the address does not exist. */
	| { state: 'failed'; reply: string; isHardBounce: boolean }
	/** Certainly not sent; a retry may succeed. */
	| { state: 'later'; reply: string }
	/** Handed over, but no answer said whether it was accepted. */
	| { state: 'unknown'; reply: string };

export type SmtpError = Partial<
	Pick<
		SMTPConnection.SMTPError,
		'code' | 'command' | 'response' | 'responseCode'
	>
> & { message: string };

/** Steps at which a refusal is about the e-mail rather than about the server or its settings. */
const ABOUT_THE_EMAIL = new Set( [ 'MAIL FROM', 'RCPT TO', 'DATA' ] );
/** The server wants a sign-in or encryption, or lost track; nothing is wrong with the e-mail. */
const NOT_ABOUT_THE_EMAIL = new Set( [ 503, 530, 534, 535, 538 ] );

/** The outcome of an error before the first byte of the message was handed over. */
export function outcomeBeforeHandOver( error: SmtpError ): SendOutcome {
	const { code, command = '', responseCode = 0 } = error;
	const reply = replyOf( error );
	if ( responseCode >= 500 ) {
		return ABOUT_THE_EMAIL.has( command ) &&
			! NOT_ABOUT_THE_EMAIL.has( responseCode )
			? {
					state: 'failed',
					reply,
					isHardBounce:
						command === 'RCPT TO' && isUnknownRecipient( error ),
				}
			: { state: 'later', reply };
	}
	// Refused on this side: no server can be asked about such an address.
	if ( code === 'EENVELOPE' && command === 'API' ) {
		return { state: 'failed', reply, isHardBounce: true };
	}
	// Larger than the server's announced limit.
	if ( code === 'EMESSAGE' ) {
		return { state: 'failed', reply, isHardBounce: false };
	}
	return { state: 'later', reply };
}

/** The outcome of an error after the first byte of the message was handed over. */
export function outcomeAfterHandOver( error: SmtpError ): SendOutcome {
	const { responseCode = 0 } = error;
	const reply = replyOf( error );
	if ( responseCode >= 500 && ! NOT_ABOUT_THE_EMAIL.has( responseCode ) ) {
		return {
			state: 'failed',
			reply,
			isHardBounce: BAD_RECIPIENT.test( error.response ?? '' ),
		};
	}
	return responseCode >= 400
		? { state: 'later', reply }
		: { state: 'unknown', reply };
}

/** RFC 3463: the recipient's address or domain; 5.1.7 and 5.1.8 are the sender's, so they are left out. */
const BAD_RECIPIENT = /^5\d\d[ -]5\.1\.(?:[012346]|10)\b/;
const ANY_ENHANCED_CODE = /^5\d\d[ -]5\.\d+\.\d+\b/;
const SAYS_UNKNOWN =
	/unknown|no such|does(?:n't| not) exist|not found|not exist|no mailbox|invalid (?:recipient|mailbox|address)/i;
/** These words occur in refusals for other reasons, whose texts mention the recipient as well. */
const NOT_THE_RECIPIENT =
	/sender|verif|spam|block|black|listed|polic|client|\bip\b/i;

function isUnknownRecipient( {
	response = '',
	responseCode,
}: SmtpError ): boolean {
	return (
		BAD_RECIPIENT.test( response ) ||
		( responseCode === 550 &&
			! ANY_ENHANCED_CODE.test( response ) &&
			SAYS_UNKNOWN.test( response ) &&
			! NOT_THE_RECIPIENT.test( response ) )
	);
}

const LONGEST_REPLY = 500;

const REASONS: Readonly< Record< string, string > > = {
	EAUTH: 'The mail server did not accept the sign-in',
	ECONNECTION: 'The connection to the mail server broke',
	EDNS: 'The mail server’s name could not be resolved',
	ESOCKET: 'The connection to the mail server broke',
	ETIMEDOUT: 'The mail server did not answer in time',
	ETLS: 'No encrypted connection to the mail server could be made',
};

/** The server's reply, or else a description of what happened, for people to read. */
export function replyOf( error: SmtpError ): string {
	const reply =
		error.response ?? REASONS[ error.code ?? '' ] ?? error.message;
	return reply.replace( /\s+/g, ' ' ).trim().slice( 0, LONGEST_REPLY );
}
