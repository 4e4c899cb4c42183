<?php
/**
 * Finds the page that belongs to an address in the shop, and shows it.
 *
 * @package Framme
 */

/**
 * The shop's own pages; the back office has a place of its own.
 */
final class Pretend_Places {

	/**
	 * Show what is at an address.
	 *
	 * @param string $path Below the site.
	 */
	public static function show( string $path ): void {
		$parts  = explode( '/', trim( $path, '/' ) );
		$places = array(
			''            => array( __CLASS__, 'front' ),
			'index.php'   => array( __CLASS__, 'front' ),
			'my-account'  => array( __CLASS__, 'account' ),
			'checkout'    => array( __CLASS__, 'checkout' ),
			'wp-login'    => array( 'Pretend_Login', 'show' ),
			'wp-login.php' => array( 'Pretend_Login', 'show' ),
			'wp-admin'    => array( 'Pretend_Back_Office', 'show' ),
			'wp-json'     => array( __CLASS__, 'rest' ),
			'wp-cron.php' => array( __CLASS__, 'cron' ),
			'track-woocommerce' => array( __CLASS__, 'tracking' ),
		);
		call_user_func( $places[ $parts[0] ] ?? array( __CLASS__, 'page' ), array_map( 'rawurldecode', $parts ) );
	}

	/**
	 * Show the ways into the site.
	 */
	private static function front(): void {
		$doors = array(
			'my-account/'       => 'My account',
			'track/'            => 'Track an order',
			'track-questions/'  => 'Questions about delivery',
			'track-woocommerce/' => "WooCommerce's own tracking",
			'wp-admin/'         => 'wp-admin',
		);
		$html  = '<ul class="doors">';
		foreach ( $doors as $path => $name ) {
			$html .= '<li><a href="' . esc_url( home_url( $path ) ) . '">' . esc_html( $name ) . '</a></li>';
		}
		Pretend_Frame::shop( get_bloginfo( 'name' ), "$html</ul>" );
	}

	/**
	 * Show a part of the account.
	 *
	 * @param list<string> $parts Of the address.
	 */
	private static function account( array $parts ): void {
		$place    = $parts[1] ?? '';
		$endpoint = (string) array_search( $place, WC()->query->get_query_vars(), true );
		if ( '' !== $place && '' === $endpoint ) {
			self::not_found();
			return;
		}
		Pretend_Frame::shop( 'My account', pretend_account( '' === $place ? '' : $endpoint, $parts[2] ?? '' ) );
	}

	/**
	 * Show the thanks for an order; there is nothing else of the checkout.
	 *
	 * @param list<string> $parts Of the address.
	 */
	private static function checkout( array $parts ): void {
		if ( 'order-received' !== ( $parts[1] ?? '' ) || ! ctype_digit( $parts[2] ?? '' ) ) {
			self::not_found();
			return;
		}
		Pretend_Frame::shop( 'Order received', pretend_thank_you( (int) $parts[2], wp_unslash( $_GET['key'] ?? '' ) ) );
	}

	/**
	 * Show WooCommerce's own tracking form, and what it finds.
	 */
	private static function tracking(): void {
		$html = '<p>This is WooCommerce\'s own form: the order\'s number, and the e-mail address it was ordered with.</p><form method="post"><p><label for="orderid">Order ID</label> <input id="orderid" name="orderid" required></p><p><label for="order_email">Billing email</label> <input id="order_email" name="order_email" type="email" required></p>'
			. wp_nonce_field( 'woocommerce-order_tracking', 'woocommerce-order-tracking-nonce', true, false ) . '<p><button>Track</button></p></form>';
		if ( isset( $_POST['orderid'] ) && wp_verify_nonce( wp_unslash( $_POST['woocommerce-order-tracking-nonce'] ?? '' ), 'woocommerce-order_tracking' ) ) {
			$html = pretend_tracked( absint( $_POST['orderid'] ), sanitize_email( wp_unslash( $_POST['order_email'] ?? '' ) ) );
		}
		Pretend_Frame::shop( "WooCommerce's own tracking", $html );
	}

	/**
	 * Show a page that the merchant has made.
	 *
	 * @param list<string> $parts Of the address.
	 */
	private static function page( array $parts ): void {
		$page = get_page_by_path( $parts[0] );
		if ( ! $page || 'publish' !== $page->post_status || isset( $parts[1] ) ) {
			self::not_found();
			return;
		}
		$GLOBALS['post']          = $page;
		$GLOBALS['pretend_query'] = array( 'page' => 'page' );
		do_action( 'wp' );
		do_action( 'template_redirect' );
		Pretend_Frame::shop( get_the_title( $page ), Pretend::page_shown( $page->ID ) );
	}

	/**
	 * Answer the REST interface.
	 *
	 * @param list<string> $parts Of the address.
	 */
	private static function rest( array $parts ): void {
		$request = new WP_REST_Request( $_SERVER['REQUEST_METHOD'], '/' . implode( '/', array_slice( $parts, 1 ) ) );
		foreach ( wp_unslash( $_SERVER ) as $name => $value ) {
			if ( 0 === strpos( $name, 'HTTP_' ) || 'CONTENT_TYPE' === $name ) {
				$request->set_header( preg_replace( '/^HTTP_/', '', $name ), $value );
			}
		}
		$request->set_query_params( wp_unslash( $_GET ) );
		$request->set_body_params( wp_unslash( $_POST ) );
		$request->set_body( (string) file_get_contents( 'php://input' ) );
		$answer = rest_do_request( $request );
		foreach ( $answer->get_headers() as $name => $value ) {
			header( "$name: $value" );
		}
		throw new Pretend_Sent( $answer->get_data(), $answer->get_status() );
	}

	/**
	 * Do what is due.
	 */
	private static function cron(): void {
		define( 'DOING_CRON', true );
		pretend_run_schedule();
	}

	/**
	 * Say that nothing is here.
	 */
	private static function not_found(): void {
		http_response_code( 404 );
		Pretend_Frame::shop( 'Page not found', '<p>There is nothing at this address.</p>' );
	}
}
