import type { EmailAction } from './definition.ts';
import type { Renderer } from './email/render.ts';
import { emailVariables } from './email/variables.ts';
import type { OrderOfRun } from './facts.ts';
import { withFormats } from '../texts/formats.ts';
import { texts } from '../texts/texts.ts';
import { type Sender, senderNameOf } from './sender.ts';

/** The e-mail of an automation for an order. */
export async function renderEmail(
	renderer: Renderer,
	action: EmailAction,
	sender: Sender,
	storeUrl: string,
	order: OrderOfRun,
	unsubscribe: string | null
) {
	const store = { name: hostOf( storeUrl ), url: storeUrl };
	const senderName = senderNameOf( sender );
	const locale = sender.locale ?? 'en';
	// In the account's language, even if a viewer of a preview has another one.
	return withFormats( sender, () =>
		renderer.render(
			{
				subject: action.subject,
				preheader: action.preheader,
				body: action.body,
			},
			emailVariables( {
				order: order.record,
				store: { ...store, orderUrl: order.orderUrl },
				contact: order.contact,
				account: { name: sender.accountName, senderName },
				images: order.images,
				unsubscribeUrl: unsubscribe,
				locale,
				timeZone: sender.timeZone,
			} ),
			{
				lang: locale,
				senderName,
				footer: [ `${ senderName } · ${ store.name }` ],
				unsubscribeUrl: unsubscribe,
				unsubscribeLabel: texts().buyerEmails.unsubscribe,
			}
		)
	);
}

function hostOf( storeUrl: string ): string {
	const url = new URL( storeUrl );
	return url.host + url.pathname.replace( /\/$/, '' );
}
