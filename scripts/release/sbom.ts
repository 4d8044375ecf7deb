import { execa } from 'execa';

interface Bom {
	serialNumber?: string;
	metadata: { timestamp?: string; component: { name: string } };
	components: Array< { purl: string } >;
	dependencies?: unknown;
}

/**
 * What the image is made of, in CycloneDX. The plugin brings no packages of others but what its panel is built with,
 * which is WordPress' own.
 *
 * @return JSON; the same sources give the same bytes.
 */
export async function writeSbom( root: string ): Promise< string > {
	const { stdout } = await execa(
		'npm',
		[
			'sbom',
			'--sbom-format=cyclonedx',
			'--package-lock-only',
			'--omit=dev',
			'--omit=optional',
			'--workspace=@ivorey/ingest-api',
		],
		{ cwd: root }
	);
	const bom = JSON.parse( stdout ) as Bom;
	delete bom.serialNumber;
	delete bom.metadata.timestamp;
	// npm takes the folder's name, which differs.
	bom.metadata.component.name = 'ivorey-for-woocommerce';
	return `${ JSON.stringify( bom, null, '\t' ) }\n`;
}
