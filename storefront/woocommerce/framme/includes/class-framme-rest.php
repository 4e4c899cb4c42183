<?php
/**
 * Answers Framme when it introduces itself, asks what this shop is, or takes its leave. WooCommerce has
 * checked the keys before anything here is reached.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Three routes. What Framme tells us to keep is never said again.
 */
final class Framme_Rest {

	/** WooCommerce checks its keys for namespaces that begin so. */
	const PLACE = 'wc-framme/v1';

	/**
	 * Hear when routes are named.
	 */
	public static function listen(): void {
		add_action( 'rest_api_init', array( __CLASS__, 'name_routes' ) );
	}

	/**
	 * Name the routes.
	 */
	public static function name_routes(): void {
		$allowed = array( __CLASS__, 'is_allowed' );
		register_rest_route(
			self::PLACE,
			'/connection',
			array(
				array(
					'methods'             => 'PUT',
					'callback'            => array( __CLASS__, 'connect' ),
					'permission_callback' => $allowed,
					'args'                => self::introduction(),
				),
				array(
					'methods'             => 'DELETE',
					'callback'            => array( __CLASS__, 'disconnect' ),
					'permission_callback' => $allowed,
				),
			)
		);
		register_rest_route(
			self::PLACE,
			'/facts',
			array(
				'methods'             => 'GET',
				'callback'            => array( __CLASS__, 'facts' ),
				'permission_callback' => $allowed,
			)
		);
	}

	/**
	 * Say whether whoever asks may manage the shop.
	 */
	public static function is_allowed(): bool {
		return current_user_can( 'manage_woocommerce' );
	}

	/**
	 * Keep how Framme is reached, if it is the Framme this shop is set up for.
	 *
	 * @param WP_REST_Request $request What Framme says of itself.
	 * @return WP_REST_Response|WP_Error
	 */
	public static function connect( $request ) {
		$base_url = Framme_Options::address( $request['base_url'] );
		if ( '' === $base_url || Framme_Options::base_url() !== $base_url ) {
			return new WP_Error( 'framme_other_address', __( 'This shop is set up for another address of Framme.', 'framme' ), array( 'status' => 409 ) );
		}
		Framme_Options::connect( $base_url, $request['shop_id'], $request['secret'] );
		return self::facts();
	}

	/**
	 * Forget how Framme is reached.
	 */
	public static function disconnect(): WP_REST_Response {
		Framme_Options::disconnect();
		return new WP_REST_Response( new stdClass() );
	}

	/**
	 * Tell what this shop is.
	 */
	public static function facts(): WP_REST_Response {
		return new WP_REST_Response( Framme_Facts::all() );
	}

	/**
	 * Return what Framme has to say of itself, and in which shape.
	 *
	 * @return array<string, array<string, mixed>>
	 */
	private static function introduction(): array {
		$shapes = array(
			'base_url' => '#^https?://[^\s]{1,500}$#D',
			'shop_id'  => '/^[A-Za-z0-9_-]{1,64}$/D',
			'secret'   => '/^[A-Za-z0-9_-]{43}$/D',
		);
		$told   = array();
		foreach ( $shapes as $name => $shape ) {
			$told[ $name ] = array(
				'type'              => 'string',
				'required'          => true,
				'validate_callback' => static function ( $value ) use ( $shape ): bool {
					return is_string( $value ) && 1 === preg_match( $shape, $value );
				},
			);
		}
		return $told;
	}
}
