<?php
declare( strict_types=1 );

namespace Ivorey\WooCommerce\Abilities;

use Ivorey\WooCommerce\Diagnostics\Explain\Subject;
use Ivorey\WooCommerce\Import\ImportView;
use Ivorey\WooCommerce\Rest\Api;
use Ivorey\WooCommerce\Rest\Schemas;
use WP_Error;
use WP_REST_Request;

/**
 * Registers the plugin with WordPress' Abilities API (6.9 and later), which tells assistants and automations
 * the actions a site offers. Each ability runs an operation of `ivorey/v1`, with the same checks and answers.
 * An older WordPress never calls the two hooks.
 */
final class Abilities {

	public const CATEGORY = 'ivorey';

	public function register(): void {
		add_action( 'wp_abilities_api_categories_init', [ $this, 'addCategory' ] );
		add_action( 'wp_abilities_api_init', [ $this, 'add' ] );
	}

	public function addCategory(): void {
		wp_register_ability_category(
			self::CATEGORY,
			[
				'label'       => __( 'Ivorey', 'ivorey-for-woocommerce' ),
				'description' => __( 'The sync between this store and Ivorey.', 'ivorey-for-woocommerce' ),
			]
		);
	}

	public function add(): void {
		$this->addOne(
			'status',
			'GET',
			'/status',
			__( 'Ivorey sync status', 'ivorey-for-woocommerce' ),
			__( 'Returns whether the store is connected, active or paused, and why; what is waiting or needs attention; how far an import is; and whether the store and Ivorey match.', 'ivorey-for-woocommerce' ),
			Schemas::status()
		);
		$this->addOne(
			'explain',
			'GET',
			'/explain',
			__( 'Find out where a record is on its way to Ivorey', 'ivorey-for-woocommerce' ),
			__( 'Returns the history of one order, product, customer or category: what was sent and how Ivorey answered, what is waiting, and why something was excluded or started no automation.', 'ivorey-for-woocommerce' ),
			Schemas::explained(),
			[
				'element' => [
					'type' => 'string',
					'enum' => Subject::names(),
				],
				'id'      => [
					'description' => __( 'An ID, an order number, a product SKU or an e-mail address.', 'ivorey-for-woocommerce' ),
					'type'        => 'string',
					'minLength'   => 1,
					'maxLength'   => 200,
				],
			],
			[ 'element', 'id' ]
		);
		$this->addOne(
			'verify',
			'POST',
			'/verify',
			__( 'Compare the store with Ivorey', 'ivorey-for-woocommerce' ),
			__( 'Compares another part of the store with Ivorey on each call, until the answer says done. Can also resend the records that differ.', 'ivorey-for-woocommerce' ),
			Schemas::comparison(),
			[
				'repair' => [
					'description' => __( 'Whether to resend the records that differ.', 'ivorey-for-woocommerce' ),
					'type'        => 'boolean',
					'default'     => false,
				],
			]
		);
		$this->addOne(
			'import',
			'POST',
			'/import',
			__( 'Start an import into Ivorey', 'ivorey-for-woocommerce' ),
			__( 'Sends the store’s existing data to Ivorey in the background. Starts no automations and creates no duplicates. The status shows the progress.', 'ivorey-for-woocommerce' ),
			Schemas::import(),
			[
				'elements' => [
					'description' => __( 'Elements to import. Defaults to those selected for the import.', 'ivorey-for-woocommerce' ),
					'type'        => 'array',
					'minItems'    => 1,
					'uniqueItems' => true,
					'items'       => [
						'type' => 'string',
						'enum' => ImportView::elements(),
					],
				],
			]
		);
	}

	/**
	 * @param lowercase-string&non-empty-string   $name
	 * @param 'GET'|'POST'                        $method   GET changes nothing.
	 * @param array<string, mixed>               $answer   JSON Schema.
	 * @param array<string, array<string, mixed>> $input    Properties of the input; empty for an ability without input.
	 * @param list<string>                       $required The required ones among them.
	 */
	private function addOne( string $name, string $method, string $path, string $label, string $description, array $answer, array $input = [], array $required = [] ): void {
		$schema = [
			'type'                 => 'object',
			'properties'           => $input,
			'additionalProperties' => false,
		] + ( [] === $required ? [ 'default' => [] ] : [ 'required' => $required ] );
		unset( $answer['$schema'], $answer['title'] );
		wp_register_ability(
			self::CATEGORY . "/$name",
			[
				'label'               => $label,
				'description'         => $description,
				'category'            => self::CATEGORY,
				'output_schema'       => $answer,
				'permission_callback' => static fn (): bool => Api::mayManage(),
				'execute_callback'    => static fn ( mixed $given = null ): mixed => self::ask( $method, $path, $given ),
				'meta'                => [
					'show_in_rest' => true,
					'annotations'  => [
						'readonly'    => 'GET' === $method,
						'destructive' => false,
						'idempotent'  => 'import' !== $name,
					],
				],
			] + ( [] === $input ? [] : [ 'input_schema' => $schema ] )
		);
	}

	/** @return mixed The answer of `ivorey/v1`, or its error. */
	private static function ask( string $method, string $path, mixed $given ): mixed {
		$request = new WP_REST_Request( $method, '/' . Api::NAMESPACE . $path );
		foreach ( is_array( $given ) ? $given : [] as $name => $value ) {
			$request->set_param( (string) $name, $value );
		}
		$response = rest_do_request( $request );
		$error    = $response->as_error();
		return $error instanceof WP_Error ? $error : $response->get_data();
	}
}
