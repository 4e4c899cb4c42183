<?php
/**
 * Shows and takes the merchant's choice of where shoppers see their deliveries.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Four switches and one page.
 */
final class Framme_Display_Tab {

	/**
	 * Return what the switches are called, and what they do.
	 *
	 * @return array<string, array{string, string}>
	 */
	private static function switches(): array {
		return array(
			'account_tab'   => array( __( 'A tab in the account', 'framme' ), __( '“My account” gets a page with all deliveries of the shopper.', 'framme' ) ),
			'on_order_page' => array( __( 'On each order', 'framme' ), __( 'An order in the account, or looked up by a guest, shows where its parcels are.', 'framme' ) ),
			'on_thank_you'  => array( __( 'On the page after buying', 'framme' ), __( 'It says what happens next, and where the order can be followed.', 'framme' ) ),
			'in_mails'      => array( __( 'In the mails of WooCommerce', 'framme' ), __( 'Mails about an order get its tracking numbers and a link.', 'framme' ) ),
		);
	}

	/**
	 * Show the tab.
	 */
	public static function show(): void {
		$settings = Framme_Options::settings();
		Framme_Forms::begin( 'display' );
		echo '<table class="form-table" role="presentation"><tbody><tr><th scope="row">' . esc_html__( 'Where shoppers see it', 'framme' ) . '</th><td><fieldset><legend class="screen-reader-text">' . esc_html__( 'Where shoppers see it', 'framme' ) . '</legend>';
		foreach ( self::switches() as $switch => list( $name, $what ) ) {
			$on = Framme_Forms::has_errors() ? '' !== Framme_Forms::text( $switch ) : $settings[ $switch ];
			echo '<p class="framme-switch"><label><input type="checkbox" name="' . esc_attr( $switch ) . '" value="1"' . checked( $on, true, false ) . '> <strong>' . esc_html( $name ) . '</strong></label><span class="description">' . esc_html( $what ) . '</span></p>';
		}
		echo '</fieldset></td></tr><tr><th scope="row"><label for="tracking_page_id">' . esc_html__( 'Tracking page', 'framme' ) . '</label></th><td>';
		self::page_chooser( $settings['tracking_page_id'] );
		echo '</td></tr></tbody></table><p class="submit"><button type="submit" class="button button-primary">' . esc_html__( 'Save', 'framme' ) . '</button></p></form>';
	}

	/**
	 * Show the choice of the tracking page.
	 *
	 * @param int $chosen The page chosen so far.
	 */
	private static function page_chooser( int $chosen ): void {
		$chosen = Framme_Forms::has_errors() ? absint( Framme_Forms::text( 'tracking_page_id' ) ) : $chosen;
		wp_dropdown_pages(
			array(
				'name'              => 'tracking_page_id',
				'id'                => 'tracking_page_id',
				'selected'          => (int) $chosen,
				'show_option_none'  => esc_html__( '— none —', 'framme' ),
				'option_none_value' => '0',
				'post_status'       => 'publish',
			)
		);
		Framme_Forms::error( 'tracking_page_id' );
		echo '<p class="description">' . esc_html__( 'A page on which shoppers find their order without logging in. Put the block “Order tracking” on it, or the shortcode [framme_order_tracking].', 'framme' ) . '</p>';
		$address = Framme_Options::tracking_url();
		if ( '' !== $address ) {
			echo '<p><a href="' . esc_url( $address ) . '" target="_blank" rel="noopener">' . esc_html__( 'Look at the page', 'framme' ) . '</a></p>';
		}
	}

	/**
	 * Take the form.
	 *
	 * @return array<string, string> Errors by field.
	 */
	public static function take(): array {
		$page = absint( Framme_Forms::text( 'tracking_page_id' ) );
		if ( $page && ( 'page' !== get_post_type( $page ) || 'publish' !== get_post_status( $page ) ) ) {
			return array( 'tracking_page_id' => __( 'This page is not there any more, or not published.', 'framme' ) );
		}
		$chosen = array( 'tracking_page_id' => $page );
		foreach ( Framme_Options::SWITCHES as $switch ) {
			$chosen[ $switch ] = '' !== Framme_Forms::text( $switch );
		}
		Framme_Options::change( $chosen );
		Framme_Forms::done( 'saved', 'display' );
		return array();
	}
}
