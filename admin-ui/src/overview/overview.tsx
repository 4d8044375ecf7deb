import { useCallback } from '@wordpress/element';
import { fetchHours, fetchOverview, type Status } from '../api';
import { usePolled } from '../data/use-polled';
import { Agreement } from './agreement';
import { Counts } from './counts';
import { HoursChart } from './hours-chart';
import { ImportCard } from './import-card';
import { isImporting } from './import-steps';
import { Standing } from './standing';
import { VerdictLine } from './verdict-line';

const COUNT_EVERY_MS = 15_000;
const COUNT_EVERY_MS_IN_IMPORT = 5_000;
const HOURS_EVERY_MS = 30_000;

interface Props {
	status: Status;
	refresh: () => Promise< void >;
}

/** The current state of the store's sync with Ivorey. */
export function Overview( { status, refresh }: Props ) {
	const underWay = isImporting( status.import?.state );
	const isActive = status.connection.state === 'active';
	const counts = usePolled(
		useCallback( () => fetchOverview(), [] ),
		underWay ? COUNT_EVERY_MS_IN_IMPORT : COUNT_EVERY_MS
	);
	const hours = usePolled(
		useCallback( () => fetchHours(), [] ),
		HOURS_EVERY_MS
	);
	return (
		<>
			<VerdictLine status={ status } />
			<Standing status={ status } refresh={ refresh } />
			{ status.import !== null && underWay && (
				<ImportCard
					key="import"
					report={ status.import }
					isActive={ isActive }
					refresh={ refresh }
				/>
			) }
			<Counts counts={ counts } settings={ status.connection.settings } />
			<Agreement
				agreement={ status.agreement }
				check={ status.check }
				absence={ status.absence }
				isActive={ isActive }
				refresh={ refresh }
			/>
			<HoursChart hours={ hours } />
			{ status.import !== null && ! underWay && (
				<ImportCard
					key="import"
					report={ status.import }
					isActive={ isActive }
					refresh={ refresh }
				/>
			) }
		</>
	);
}
