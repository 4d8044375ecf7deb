import { html as markup, raw } from 'hono/html';
import type { Content } from '../../texts/content.ts';
import { texts } from '../../texts/texts.ts';
import type { EmailTemplate } from './template.ts';

/*
 * The e-mails of the three ready-made automations (R32), in the reader's language. Account owners edit them, so they
 * use no more of Liquid than the first page of its documentation.
 */

export const READY_MADE_IDS = [
	'order-confirmation',
	'thank-you',
	'pending-follow-up',
] as const;
export type ReadyMadeId = ( typeof READY_MADE_IDS )[ number ];

const NUMBER = '{{ order.number }}';
const DATE = '{{ order.date }}';
const TOTAL = '{{ order.total }}';
const METHOD = '{{ order.payment_method }}';
const STORE = '{{ store.name }}';
const STRONG_TOTAL = raw( `<strong>${ TOTAL }</strong>` );

export function readyMadeEmails(): Readonly<
	Record< ReadyMadeId, EmailTemplate >
> {
	return {
		'order-confirmation': orderConfirmation(),
		'thank-you': thankYou(),
		'pending-follow-up': pendingFollowUp(),
	};
}

function orderConfirmation(): EmailTemplate {
	const words = texts().readyMade.orderConfirmation;
	return {
		subject: words.subject( { number: NUMBER } ),
		preheader: words.preheader( { store: STORE } ),
		body: bodyOf( markup`<h1>${ words.title }</h1>
${ greeting() }
<p>${ oneLine( words.received( { number: NUMBER, date: DATE } ) ) }</p>
${ viewOrder() }
${ lines() }
{% if order.payment_method != blank %}
<h3>${ words.paymentMethod }</h3>
<p>${ METHOD }</p>
{% endif %}
{% if order.note != blank %}
<h3>${ words.note }</h3>
<p>{{ order.note | newline_to_br }}</p>
{% endif %}
{% if order.billing_address.size > 0 or order.shipping_address.size > 0 %}
<table class="columns" role="presentation" cellpadding="0" cellspacing="0">
<tr>
${ addressColumn( words.billingAddress, 'billing_address' ) }
${ addressColumn( words.shippingAddress, 'shipping_address' ) }
</tr>
</table>
{% endif %}
<p>${ words.reply }</p>` ),
	};
}

function thankYou(): EmailTemplate {
	const words = texts().readyMade.thankYou;
	const values = { number: NUMBER, total: STRONG_TOTAL };
	return {
		subject: words.subject( { number: NUMBER } ),
		preheader: words.preheader( { total: TOTAL } ),
		body: bodyOf( markup`<h1>${ words.title }</h1>
${ greeting() }
{% if order.payment_method != blank %}
<p>${ oneLine( words.receivedBy( { ...values, method: METHOD } ) ) }</p>
{% else %}
<p>${ oneLine( words.received( values ) ) }</p>
{% endif %}
${ viewOrder() }
${ lines() }
<p>${ words.reply }</p>` ),
	};
}

function pendingFollowUp(): EmailTemplate {
	const words = texts().readyMade.pendingFollowUp;
	const store = raw( `<a href="{{ store.url }}">${ STORE }</a>` );
	return {
		subject: words.subject( { number: NUMBER } ),
		preheader: words.preheader( { total: TOTAL } ),
		body: bodyOf( markup`<h1>${ words.title }</h1>
${ greeting() }
<p>${ oneLine( words.notPaid( { number: NUMBER, date: DATE, total: STRONG_TOTAL } ) ) }</p>
{% if order.url != blank %}
<p>${ words.payHere }</p>
<a class="button" href="{{ order.url }}">${ words.viewAndPay }</a>
{% elsif store.url != blank %}
<p>${ oneLine( words.payInAccount( { store } ) ) }</p>
{% endif %}
{% if order.payment_method != blank %}<p>${ oneLine( words.chosenMethod( { method: METHOD } ) ) }</p>{% endif %}
${ lines() }
<p>${ words.reply }</p>` ),
	};
}

function bodyOf( content: Content ): string {
	return `${ String( content ) }\n<p>${ STORE }</p>\n`;
}

function greeting(): Content {
	const words = texts().readyMade;
	const named = words.greeting( { name: '{{ contact.first_name }}' } );
	return markup`<p>{% if contact.first_name != blank %}${ named }{% else %}${ words.greetingWithoutName }{% endif %}</p>`;
}

function viewOrder(): Content {
	return markup`{% if order.url != blank %}<a class="button" href="{{ order.url }}">${ texts().readyMade.viewOrder }</a>{% endif %}`;
}

function lines(): Content {
	const words = texts().readyMade;
	const more = words.moreLines( { number: '{{ lines.size | minus: 50 }}' } );
	return markup`<h2>${ words.yourOrder }</h2>
<table class="lines" role="presentation" cellpadding="0" cellspacing="0">
{% for line in lines limit: 50 %}
<tr>
{% if order.has_images %}<td class="picture">{% if line.image != blank %}<img class="thumbnail" src="{{ line.image }}" alt="{{ line.name }}" width="64" height="64">{% endif %}</td>{% endif %}
<td class="item"><strong>{{ line.name }}</strong> × {{ line.quantity }}{% if line.options != blank %}<br><span class="muted">{{ line.options }}</span>{% endif %}</td>
<td class="amount">{{ line.total }}</td>
</tr>
{% endfor %}
</table>
{% if lines.size > 50 %}<p class="muted">${ more }</p>{% endif %}
<table class="totals" role="presentation" cellpadding="0" cellspacing="0">
{% for row in order.totals %}
<tr>
{% if row.is_total %}
<td class="label total">{{ row.label }}</td>
<td class="value total">{{ row.value }}</td>
{% else %}
<td class="label">{{ row.label }}</td>
<td class="value">{{ row.value }}</td>
{% endif %}
</tr>
{% endfor %}
</table>`;
}

function addressColumn(
	title: string,
	name: 'billing_address' | 'shipping_address'
): Content {
	return markup`{% if order.${ name }.size > 0 %}
<td class="column">
<h3>${ title }</h3>
<p class="address">{% for line in order.${ name } %}{{ line }}{% unless forloop.last %}<br>{% endunless %}{% endfor %}</p>
</td>
{% endif %}`;
}

/** Language catalogues wrap long lines. */
function oneLine( content: Content ): Content {
	return raw( String( content ).replaceAll( /\s*\n\s*/g, ' ' ) );
}
