<?php
/**
 * Makes a new site what a merchant would have made of it: pages, and the plugin switched on.
 *
 * @package Framme
 */

/**
 * Done once for each folder of state.
 */
final class Pretend_Seed {

	/**
	 * Say whether nobody has done it.
	 */
	public static function is_needed(): bool {
		return array() === Pretend::$kept->all( 'seed' );
	}

	/**
	 * Do it, unless another process is quicker.
	 */
	public static function sow(): void {
		Pretend::$kept->change(
			'seed',
			static function ( array $done ) {
				if ( $done ) {
					return $done;
				}
				$track = Pretend::add_page( 'Track an order', '<!-- wp:framme/order-tracking /-->', 'track' );
				Pretend::add_page( 'Questions about delivery', "<!-- wp:framme/delivery-faq /-->\n", 'track-questions' );
				Pretend::add_page( 'Track an order (shortcode)', '[framme_order_tracking]', 'track-shortcode' );
				Pretend_Plugins::activate();
				if ( class_exists( 'Framme_Options' ) ) {
					$framme = (string) getenv( 'PRETEND_FRAMME' );
					Framme_Options::change(
						array(
							'tracking_page_id' => $track,
							'base_url'         => $framme,
						)
					);
				}
				return array( 'at' => time() );
			}
		);
	}

	/**
	 * Return two customers for a site whose shop is not running.
	 *
	 * @return list<array<string, mixed>>
	 */
	public static function customers(): array {
		$customers = array();
		foreach ( array( 2 => 'First Shopper', 3 => 'Second Shopper' ) as $id => $name ) {
			$customers[] = array(
				'ID'           => $id,
				'user_login'   => sanitize_title( $name ),
				'user_email'   => sanitize_title( $name ) . '@example.com',
				'display_name' => $name,
				'roles'        => array( 'customer' ),
			);
		}
		return $customers;
	}
}
