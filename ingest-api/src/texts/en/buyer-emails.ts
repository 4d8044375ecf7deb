/** Texts that Ivorey adds to the e-mails of automations; the templates themselves are the owner's. */
export const buyerEmails = {
	subtotal: 'Subtotal',
	discount: 'Discount',
	shipping: 'Shipping',
	free: 'Free',
	fee: 'Fee',
	tax: 'Tax',
	total: 'Total',
	taxIncluded: 'Tax included',
	refunded: 'Refunded',
	unsubscribe: 'Unsubscribe from these e-mails',
	testSubject: ( { subject }: { subject: string } ) => `[Test] ${ subject }`,
};
