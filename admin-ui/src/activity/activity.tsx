import type { Status } from '../api';
import { Deliveries } from './deliveries';
import { FindOrder } from './find-order';
import { Quarantine } from './quarantine';

interface Props {
	status: Status;
	refresh: () => Promise< void >;
}

/** The batches that were sent, and Ivorey's answers. */
export function Activity( { status, refresh }: Props ) {
	return (
		<>
			<FindOrder />
			<Quarantine
				number={ status.outbox.quarantined ?? 0 }
				refresh={ refresh }
			/>
			<Deliveries newest={ status.last_delivery?.sent_at ?? null } />
		</>
	);
}
