/** Buyers and owners: their actions on a store from outside, by HTTP and on the command line. */
export { registerCustomer, signIn } from './shopper/account.ts';
export {
	adminOrder,
	signInAsAdmin,
	updateOrderStatusInAdmin,
} from './shopper/admin.ts';
export { blockCheckout, blockCheckoutDraft } from './shopper/block-checkout.ts';
export { Browser, ShopError, fillIn, formFields } from './shopper/browser.ts';
export type {
	Address,
	Billing,
	Item,
	Login,
	PaymentMethod,
	PlacedOrder,
	Purchase,
} from './shopper/buyer.ts';
export { classicCheckout } from './shopper/classic-checkout.ts';
export { cliOrder } from './shopper/cli.ts';
export { uploadPlugin } from './shopper/plugins.ts';
export { restOrder, updateOrderStatus } from './shopper/rest.ts';
