/** Every variable of a template, for the list beside the editor; `[]` stands for each entry of a list. */
export const EMAIL_VARIABLES_HELP: readonly {
	name: string;
	description: string;
}[] = [
	{ name: 'order.number', description: 'Order number' },
	{
		name: 'order.status',
		description: 'WooCommerce status, like processing',
	},
	{ name: 'order.date', description: 'Date of the order' },
	{
		name: 'order.date_iso',
		description: 'Date and time of the order, to use with the date filter',
	},
	{ name: 'order.is_paid', description: 'true once the order is paid' },
	{
		name: 'order.date_paid',
		description: 'Date of the payment; empty until the order is paid',
	},
	{ name: 'order.currency', description: 'Currency code, like EUR' },
	{ name: 'order.total', description: 'Total with its currency' },
	{ name: 'order.total_amount', description: 'Total as a number' },
	{
		name: 'order.subtotal',
		description:
			'Items before discounts; with tax where the store’s prices include it, as are discount, shipping and fees',
	},
	{ name: 'order.subtotal_amount', description: 'Subtotal as a number' },
	{ name: 'order.discount', description: 'Discount, without a minus sign' },
	{ name: 'order.discount_amount', description: 'Discount as a number' },
	{ name: 'order.shipping', description: 'Shipping costs' },
	{
		name: 'order.shipping_amount',
		description: 'Shipping costs as a number',
	},
	{ name: 'order.fees', description: 'All fees together' },
	{ name: 'order.fees_amount', description: 'All fees as a number' },
	{ name: 'order.tax', description: 'All taxes together' },
	{ name: 'order.tax_amount', description: 'All taxes as a number' },
	{ name: 'order.refunded', description: 'Amount refunded so far' },
	{
		name: 'order.refunded_amount',
		description: 'Amount refunded as a number',
	},
	{
		name: 'order.totals',
		description:
			'Rows below the items: subtotal, discount, shipping, fees, tax, total, refunded; rows that would be zero are left out',
	},
	{ name: 'order.totals[].label', description: 'Name of a row, like Total' },
	{ name: 'order.totals[].value', description: 'Amount of a row' },
	{ name: 'order.item_count', description: 'Number of items' },
	{
		name: 'order.has_images',
		description: 'true if at least one item has a picture',
	},
	{
		name: 'order.payment_method',
		description: 'Payment method as the buyer saw it',
	},
	{
		name: 'order.shipping_method',
		description: 'Shipping method as the buyer saw it',
	},
	{ name: 'order.coupons', description: 'Coupon codes' },
	{ name: 'order.coupons[]', description: 'A coupon code' },
	{ name: 'order.note', description: 'The buyer’s note on the order' },
	{
		name: 'order.billing_address',
		description: 'Lines of the billing address',
	},
	{
		name: 'order.billing_address[]',
		description: 'A line of the billing address',
	},
	{
		name: 'order.shipping_address',
		description: 'Lines of the shipping address',
	},
	{
		name: 'order.shipping_address[]',
		description: 'A line of the shipping address',
	},
	{ name: 'order.email', description: 'E-mail address on the order' },
	{ name: 'order.phone', description: 'Phone number on the order' },
	{
		name: 'order.url',
		description: 'Address of the order in the store; empty if unknown',
	},
	{ name: 'lines', description: 'The items of the order' },
	{ name: 'lines[].name', description: 'Product name' },
	{ name: 'lines[].sku', description: 'SKU' },
	{ name: 'lines[].quantity', description: 'Quantity' },
	{
		name: 'lines[].total',
		description: 'Price of the line before discounts',
	},
	{
		name: 'lines[].total_amount',
		description: 'Price of the line as a number',
	},
	{
		name: 'lines[].options',
		description: 'What the buyer chose, like Colour: Blue, Size: L',
	},
	{
		name: 'lines[].attributes',
		description: 'What the buyer chose, one by one',
	},
	{ name: 'lines[].attributes[].name', description: 'Like Colour' },
	{ name: 'lines[].attributes[].value', description: 'Like Blue' },
	{
		name: 'lines[].image',
		description: 'Address of the product picture; empty if there is none',
	},
	{
		name: 'contact.first_name',
		description: 'First name of the buyer; may be empty',
	},
	{
		name: 'contact.last_name',
		description: 'Last name of the buyer; may be empty',
	},
	{
		name: 'contact.display_name',
		description: 'Full name of the buyer; may be empty',
	},
	{ name: 'contact.email', description: 'E-mail address of the buyer' },
	{ name: 'store.name', description: 'Name of the store' },
	{ name: 'store.url', description: 'Address of the store' },
	{ name: 'account.name', description: 'Name of the Ivorey account' },
	{
		name: 'account.sender_name',
		description: 'Name that e-mails are sent under',
	},
	{
		name: 'unsubscribe_url',
		description:
			'Address to unsubscribe at; empty in e-mails about an order alone',
	},
];
