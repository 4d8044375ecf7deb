import type { EmailTemplate } from './template.ts';

/*
 * The e-mails of the three ready-made automations (R32). Account owners edit them, so they use no more of Liquid
 * than its documentation's first page.
 */

const GREETING =
	'<p>Hi{% if contact.first_name != blank %} {{ contact.first_name }}{% endif %},</p>';

const LINES = `<table class="lines" role="presentation" cellpadding="0" cellspacing="0">
{% for line in lines limit: 50 %}
<tr>
{% if order.has_images %}<td class="picture">{% if line.image != blank %}<img class="thumbnail" src="{{ line.image }}" alt="{{ line.name }}" width="64" height="64">{% endif %}</td>{% endif %}
<td class="item"><strong>{{ line.name }}</strong> × {{ line.quantity }}{% if line.options != blank %}<br><span class="muted">{{ line.options }}</span>{% endif %}</td>
<td class="amount">{{ line.total }}</td>
</tr>
{% endfor %}
</table>
{% if lines.size > 50 %}<p class="muted">And {{ lines.size | minus: 50 }} more.</p>{% endif %}
<table class="totals" role="presentation" cellpadding="0" cellspacing="0">
{% for row in order.totals %}
<tr>
{% if row.label == 'Total' %}
<td class="label total">{{ row.label }}</td>
<td class="value total">{{ row.value }}</td>
{% else %}
<td class="label">{{ row.label }}</td>
<td class="value">{{ row.value }}</td>
{% endif %}
</tr>
{% endfor %}
</table>`;

const VIEW_ORDER =
	'{% if order.url != blank %}<a class="button" href="{{ order.url }}">View your order</a>{% endif %}';

const SIGNATURE = '<p>{{ store.name }}</p>';

export const ORDER_CONFIRMATION: EmailTemplate = {
	subject: 'We’ve received your order #{{ order.number }}',
	preheader:
		'Thank you for shopping with {{ store.name }}. Here is a summary of your order.',
	body: `<h1>Thank you for your order</h1>
${ GREETING }
<p>We’ve received your order #{{ order.number }}, placed on {{ order.date }}. Here is a summary for your records.</p>
${ VIEW_ORDER }
<h2>Your order</h2>
${ LINES }
{% if order.payment_method != blank %}
<h3>Payment method</h3>
<p>{{ order.payment_method }}</p>
{% endif %}
{% if order.note != blank %}
<h3>Your note</h3>
<p>{{ order.note | newline_to_br }}</p>
{% endif %}
{% if order.billing_address.size > 0 or order.shipping_address.size > 0 %}
<table class="columns" role="presentation" cellpadding="0" cellspacing="0">
<tr>
{% if order.billing_address.size > 0 %}
<td class="column">
<h3>Billing address</h3>
<p class="address">{% for line in order.billing_address %}{{ line }}{% unless forloop.last %}<br>{% endunless %}{% endfor %}</p>
</td>
{% endif %}
{% if order.shipping_address.size > 0 %}
<td class="column">
<h3>Shipping address</h3>
<p class="address">{% for line in order.shipping_address %}{{ line }}{% unless forloop.last %}<br>{% endunless %}{% endfor %}</p>
</td>
{% endif %}
</tr>
</table>
{% endif %}
<p>If anything looks wrong, just reply to this message.</p>
${ SIGNATURE }
`,
};

export const PAYMENT_THANK_YOU: EmailTemplate = {
	subject: 'Payment received for order #{{ order.number }}',
	preheader: 'Thank you. We’ve received your payment of {{ order.total }}.',
	body: `<h1>Thank you for your payment</h1>
${ GREETING }
<p>We’ve received your payment of <strong>{{ order.total }}</strong> for order #{{ order.number }}{% if order.payment_method != blank %} ({{ order.payment_method }}){% endif %}. There is nothing else you need to do.</p>
${ VIEW_ORDER }
<h2>Your order</h2>
${ LINES }
<p>If you have a question, just reply to this message.</p>
${ SIGNATURE }
`,
};

export const PAYMENT_PENDING: EmailTemplate = {
	subject: 'Your order #{{ order.number }} is waiting for payment',
	preheader: '{{ order.total }} is still to be paid.',
	body: `<h1>Your order is waiting for payment</h1>
${ GREETING }
<p>Thank you for your order #{{ order.number }}, placed on {{ order.date }}. We haven’t received your payment of <strong>{{ order.total }}</strong> yet.</p>
{% if order.url != blank %}
<p>You can see the order and pay for it here:</p>
<a class="button" href="{{ order.url }}">View and pay</a>
{% elsif store.url != blank %}
<p>You can see the order and pay for it in your account at <a href="{{ store.url }}">{{ store.name }}</a>.</p>
{% endif %}
{% if order.payment_method != blank %}<p>You chose to pay by: {{ order.payment_method }}.</p>{% endif %}
<h2>Your order</h2>
${ LINES }
<p>If you have already paid, thank you; please ignore this message. If something went wrong with the payment, just reply and we’ll help.</p>
${ SIGNATURE }
`,
};
