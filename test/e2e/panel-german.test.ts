import { expect, test } from 'vitest';
import { describePanel } from './describe-panel.ts';

describePanel( 'a German wp-admin', ( stage ) => {
	const { heading, button } = stage;

	test( 'the panel’s script and the texts from PHP are in German', async () => {
		// As the settings store it if WordPress' own language pack is installed too.
		await stage.bed.store.php(
			"$wpdb->replace( $wpdb->options, array( 'option_name' => 'WPLANG', 'option_value' => 'de_DE', 'autoload' => 'yes' ) );"
		);
		const id = await stage.placeOrder();
		await stage.bed.order( id );
		await stage.bed.drained();

		await stage.panel.open();
		await heading( /^Verbunden mit „Test / ).waitFor();
		await stage.panel.page.getByText( 'Alles ist aktuell' ).waitFor();
		await stage.panel.page
			.getByText( /Datensätze gesendet$/ )
			.first()
			.waitFor();
		expect( await stage.panel.problems( 'german-overview' ) ).toEqual( [] );
		expect( await english() ).toEqual( [] );

		await stage.panel.open( `&tab=activity&order=${ id }` );
		await stage.panel.page
			.getByText( 'Von Ivorey empfangen' )
			.first()
			.waitFor();
		// From the timeline, which PHP writes.
		await stage.panel.page
			.getByText( /Bestellung: geändert, aufgegeben/ )
			.first()
			.waitFor();
		expect( await stage.panel.problems( 'german-activity' ) ).toEqual( [] );

		await stage.panel.open( '&tab=settings' );
		await heading( 'Aktuell halten' ).waitFor();
		await button( 'Jetzt importieren' ).waitFor();
		expect( await stage.panel.problems( 'german-settings' ) ).toEqual( [] );

		await stage.panel.page.goto(
			`${ stage.bed.store.url }/wp-admin/admin.php?page=wc-settings&tab=integration&section=ivorey`
		);
		await stage.panel.page
			.getByText( /^Verbunden mit dem Ivorey-Konto „Test / )
			.waitFor();
	} );

	/** The panel's headings and buttons that are still in English. */
	async function english(): Promise< string[] > {
		const texts = await stage.panel.page
			.locator( '.ivorey-panel' )
			.locator( 'h2, h3, button, th, dt, summary' )
			.allInnerTexts();
		return texts.filter( ( text ) =>
			/\b(the|and|of|now|since|store|waiting|excluded|last)\b/i.test(
				text
			)
		);
	}
} );
