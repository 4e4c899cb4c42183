<?php
/**
 * WooCommerce's webhooks, as a plugin may look at them, and its routes that our plugin asks.
 *
 * @package Framme
 */

/**
 * A webhook.
 */
class WC_Webhook extends WC_Data {

	private $props = array(
		'name'          => '',
		'topic'         => '',
		'delivery_url'  => '',
		'status'        => 'active',
		'secret'        => '',
		'failure_count' => 0,
	);

	public function __construct( $data = 0 ) {
		$kept = $data ? ( Pretend::$kept->all( 'webhooks' )[ (int) $data ] ?? null ) : null;
		if ( $data && ! $kept ) {
			throw new Exception( 'Invalid webhook.' );
		}
		$this->id    = $kept ? (int) $data : 0;
		$this->props = ( $kept ?? array() ) + $this->props;
	}

	public function __call( $name, $arguments ) {
		$prop = substr( $name, 4 );
		if ( ! array_key_exists( $prop, $this->props ) ) {
			throw new BadMethodCallException( "the pretend WC_Webhook has no method $name" );
		}
		if ( 0 === strpos( $name, 'set_' ) ) {
			$this->props[ $prop ] = $arguments[0];
		}
		return $this->props[ $prop ];
	}

	public function set_props( $props ) {
		$this->props = array_merge( $this->props, $props );
	}

	public function save() {
		Pretend::$kept->change(
			'webhooks',
			function ( array $all ) {
				$this->id         = $this->id ? $this->id : 1 + count( $all );
				$all[ $this->id ] = $this->props;
				return $all;
			}
		);
		return $this->id;
	}

	public function delete( $force_delete = false ) {
		Pretend::$kept->change(
			'webhooks',
			function ( array $all ) {
				unset( $all[ $this->id ] );
				return $all;
			}
		);
		return true;
	}
}

/**
 * Finds webhooks.
 */
class WC_Data_Store {

	public static function load( $object_type ) {
		if ( 'webhook' !== $object_type ) {
			throw new Exception( 'Invalid data store.' );
		}
		return new self();
	}

	public function get_webhooks_ids( $status = '' ) {
		$ids = array();
		foreach ( Pretend::$kept->all( 'webhooks' ) as $id => $props ) {
			if ( '' === $status || ( $props['status'] ?? 'active' ) === $status ) {
				$ids[] = $id;
			}
		}
		return $ids;
	}

	public function search_webhooks( $args ) {
		$args  = wp_parse_args( $args, array( 'limit' => 10, 'search' => '', 'status' => '' ) );
		$found = array();
		foreach ( $this->get_webhooks_ids( $args['status'] ) as $id ) {
			if ( '' === $args['search'] || false !== stripos( Pretend::$kept->all( 'webhooks' )[ $id ]['name'] ?? '', $args['search'] ) ) {
				$found[] = $id;
			}
		}
		return $args['limit'] > 0 ? array_slice( $found, 0, $args['limit'] ) : $found;
	}
}

function wc_get_webhook( $id ) {
	return isset( Pretend::$kept->all( 'webhooks' )[ (int) $id ] ) ? new WC_Webhook( $id ) : null;
}

add_action( 'rest_api_init', 'pretend_woocommerce_routes' );

function pretend_woocommerce_routes(): void {
	register_rest_route(
		'wc/v3',
		'/orders/(?P<order_id>[\d]+)/fulfillments',
		array(
			'methods'             => 'GET',
			'callback'            => static function ( $request ) {
				if ( 'yes' !== get_option( 'woocommerce_feature_fulfillments_enabled' ) ) {
					return new WP_Error( 'rest_no_route', 'No route was found matching the URL and request method.', array( 'status' => 404 ) );
				}
				return Pretend::$orders->fulfillments( (int) $request['order_id'] );
			},
			'permission_callback' => static function ( $request ) {
				return current_user_can( 'manage_woocommerce' ) || current_user_can( 'view_order', (int) $request['order_id'] );
			},
		)
	);
}
