import { dateI18n, getSettings, humanTimeDiff } from '@wordpress/date';
import { withSeconds } from '../text/with-seconds';

/** In the site's time zone and format, as everywhere in wp-admin. */
export function timeText( time: string, hasSeconds = false ): string {
	const format = getSettings().formats.datetimeAbbreviated;
	return dateI18n(
		hasSeconds ? withSeconds( format ) : format,
		time,
		undefined
	);
}

/** With seconds if entries can follow each other within a minute. */
export function Time( {
	at,
	withSeconds: hasSeconds = false,
}: {
	at: string;
	withSeconds?: boolean;
} ) {
	return <time dateTime={ at }>{ timeText( at, hasSeconds ) }</time>;
}

/** "3 minutes ago", with the exact time on hover. */
export function Ago( { at }: { at: string } ) {
	return (
		<time dateTime={ at } title={ timeText( at ) }>
			{ humanTimeDiff( at, new Date() ) }
		</time>
	);
}
