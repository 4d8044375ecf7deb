import type { Browser } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import {
	findChromium,
	launchChromium,
	withReason,
} from '../console/chromium.ts';
import { freshDatabase } from '../postgres/database.ts';
import { ensurePanel } from '../../scripts/panel.ts';
import { describeStore } from '../describe-store.ts';
import { IvoreySide } from './ivorey-side.ts';
import { Panel } from './panel.ts';
import { TestBed } from './test-bed.ts';

const executable = findChromium();

/** The panel of a real, connected store in Chromium, fresh for each test. */
export class PanelStage {
	bed!: TestBed;
	panel!: Panel;
	ivorey!: IvoreySide;
	#chromium!: Browser;

	async start(): Promise< void > {
		await ensurePanel();
		const database = await freshDatabase();
		this.ivorey = new IvoreySide( database.url );
		[ this.bed, this.#chromium ] = await Promise.all( [
			TestBed.start( database ),
			launchChromium( executable! ),
		] );
	}

	async stop(): Promise< void > {
		await this.#chromium?.close();
		await this.bed?.stop();
	}

	async signIn(): Promise< void > {
		await this.bed.reset();
		this.panel = await Panel.signIn( this.#chromium, this.bed.store );
	}

	heading = ( name: string | RegExp ) =>
		this.panel.page.getByRole( 'heading', { name } );

	button = ( name: string | RegExp ) =>
		this.panel.page.getByRole( 'button', { name } );

	dialog = () => this.panel.page.getByRole( 'dialog' );

	placeOrder = ( status = 'processing' ): Promise< number > =>
		this.bed.store.phpJson< number >(
			`$order = wc_create_order();
			$order->add_product( wc_get_product( $args['product'] ), 2 );
			$order->set_billing_email( 'ada@example.com' );
			$order->set_status( $args['status'] );
			$order->calculate_totals();
			$order->save();
			return $order->get_id();`,
			{
				args: {
					product: Object.values( this.bed.store.products )[ 0 ],
					status,
				},
			}
		);
}

export function describePanel(
	name: string,
	define: ( stage: PanelStage ) => void
): void {
	describe.skipIf( executable === null )( withReason( name ), () => {
		describeStore( 'on a real store', () => {
			const stage = new PanelStage();
			beforeAll( () => stage.start() );
			afterAll( () => stage.stop() );
			beforeEach( () => stage.signIn() );
			afterEach( () => stage.panel?.close() );
			define( stage );
		} );
	} );
}
