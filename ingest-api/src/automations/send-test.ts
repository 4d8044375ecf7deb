import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { emailHash } from '../accounts/email-hash.ts';
import type { Database } from '../db/schema.ts';
import type { EmailAction } from './definition.ts';
import type { Renderer } from './email/render.ts';
import type { Rendered } from './email/template.ts';
import type { PreviewedOrder } from './preview.ts';
import { insertMessages } from './messages.ts';
import { readSender, senderNameOf } from './sender.ts';
import { renderEmail } from './render-email.ts';
import { withFormats } from '../texts/formats.ts';
import { texts } from '../texts/texts.ts';

/** R42: sends oneself a test with a real order. It belongs to no run, and never goes to the buyer. */
export async function sendTest(
	{ db, renderer }: { db: Kysely< Database >; renderer: Renderer },
	accountId: string,
	{
		automationId,
		action,
		previewed,
		to,
		now,
	}: {
		automationId: string;
		action: EmailAction;
		previewed: PreviewedOrder & { order: object };
		to: string;
		now: Date;
	}
): Promise< Rendered > {
	const sender = await readSender( db, accountId );
	const rendered = await renderEmail(
		renderer,
		action,
		sender,
		previewed.storeUrl,
		previewed.order,
		null
	);
	if ( ! rendered.ok ) {
		return rendered;
	}
	await db.transaction().execute( ( tx ) =>
		insertMessages(
			tx,
			accountId,
			[
				{
					messageId: `msg_${ randomUUID() }`,
					kind: 'test',
					purpose: 'transactional',
					automationId,
					connectionId: previewed.connectionId,
					triggerId: previewed.triggerId,
					orderId: previewed.orderId,
					recipient: to,
					recipientHash: emailHash( to ),
					senderName: senderNameOf( sender ),
					replyTo: sender.replyTo,
					subject: withFormats( sender, () =>
						texts().buyerEmails.testSubject( {
							subject: rendered.subject,
						} )
					),
					html: rendered.html,
					text: rendered.text,
					unsubscribeToken: null,
					dueAt: now,
				},
			],
			now
		)
	);
	return rendered;
}
