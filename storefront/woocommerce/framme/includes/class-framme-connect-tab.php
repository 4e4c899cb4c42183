<?php
/**
 * Shows how to connect the shop, and what is sent from then on. Nothing is sent from here: connecting is
 * a form that the merchant's own browser sends to Framme.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * First Framme's address, then the button.
 */
final class Framme_Connect_Tab {

	/**
	 * Show the tab.
	 */
	public static function show(): void {
		$address = Framme_Options::base_url();
		echo '<div class="framme-columns"><div class="framme-card"><h2>' . esc_html__( 'Connect your shop', 'framme' ) . '</h2>';
		echo '<p>' . esc_html__( 'Framme follows your parcels with the carriers and shows your shoppers where they are. It runs on a server of its own; this plugin connects your shop with it.', 'framme' ) . '</p>';
		self::address_form( $address );
		if ( '' !== $address && ! Framme_Forms::has_errors() ) {
			echo '<hr><p>' . esc_html__( 'You will be asked by your own shop whether Framme may read and write orders. Approve, and you are back here.', 'framme' ) . '</p>';
			self::button( __( 'Connect', 'framme' ) );
		}
		echo '</div><div class="framme-card">';
		self::what_is_sent();
		echo '</div></div>';
		Framme_Connection_Test::show();
	}

	/**
	 * Show the button that connects, or connects anew: a form that goes to Framme itself.
	 *
	 * @param string $label What is on it.
	 */
	public static function button( string $label ): void {
		$address = Framme_Options::base_url();
		$address = '' !== $address ? $address : Framme_Options::connection()['base_url'];
		echo '<form method="post" target="_top" action="' . esc_url( $address . '/connect/woocommerce' ) . '">';
		echo '<input type="hidden" name="site" value="' . esc_attr( home_url() ) . '">';
		echo '<input type="hidden" name="back" value="' . esc_attr( Framme_Admin_Page::url() ) . '">';
		echo '<button type="submit" class="button button-primary button-hero">' . esc_html( $label ) . '</button></form>';
	}

	/**
	 * Show the form for Framme's address.
	 *
	 * @param string $address The address so far.
	 */
	private static function address_form( string $address ): void {
		$typed = Framme_Forms::has_errors() ? Framme_Forms::text( 'base_url' ) : $address;
		Framme_Forms::begin( 'address' );
		echo '<p class="framme-field framme-with-button"><label for="framme-base-url">' . esc_html__( 'Framme address', 'framme' ) . '</label>';
		echo '<input type="url" id="framme-base-url" name="base_url" class="regular-text" required placeholder="https://" value="' . esc_attr( $typed ) . '"';
		Framme_Forms::ties( 'base_url' );
		echo '> <button type="submit" class="button' . ( '' === $address ? ' button-primary' : '' ) . '">' . esc_html__( 'Save the address', 'framme' ) . '</button></p>';
		Framme_Forms::error( 'base_url' );
		echo '<p class="description">' . esc_html__( 'Whoever runs Framme for you tells you the address. It begins with https://.', 'framme' ) . '</p></form>';
	}

	/**
	 * Take the form for Framme's address.
	 *
	 * @return array<string, string> Errors by field.
	 */
	public static function take(): array {
		$address = Framme_Options::address( Framme_Forms::text( 'base_url' ) );
		$wrong   = self::wrong( $address );
		if ( '' !== $wrong ) {
			return array( 'base_url' => $wrong );
		}
		Framme_Options::change( array( 'base_url' => $address ) );
		Framme_Forms::done( 'address' );
		return array();
	}

	/**
	 * Say what is wrong with an address; nothing if it can be Framme's.
	 *
	 * @param string $address A clean address, or nothing.
	 */
	private static function wrong( string $address ): string {
		if ( Framme_Options::connected() ) {
			return __( 'This shop is connected. Disconnect it before you enter another address.', 'framme' );
		}
		if ( '' === $address ) {
			return __( 'Enter a whole address, such as https://framme.example.com.', 'framme' );
		}
		if ( 0 !== strpos( $address, 'https://' ) && ! self::may_be_open( $address ) ) {
			return __( 'The address has to begin with https://, so that nobody can listen in.', 'framme' );
		}
		if ( Framme_Options::address( home_url() ) === $address ) {
			return __( 'This is the address of your own shop. Enter the address of Framme.', 'framme' );
		}
		return '';
	}

	/**
	 * Say whether an address may do without https: on a developer's own machine, or because whoever has
	 * handed out this plugin says so.
	 *
	 * @param string $address The address.
	 */
	private static function may_be_open( string $address ): bool {
		$given = Framme_Options::address( (string) require FRAMME_FOLDER . 'includes/default-address.php' );
		return $address === $given || in_array( wp_get_environment_type(), array( 'local', 'development' ), true );
	}

	/**
	 * Say what is sent, when, and why.
	 */
	public static function what_is_sent(): void {
		$sentences = array(
			__( 'Before you connect: nothing.', 'framme' ),
			__( 'When you connect: the address of your shop, and keys with which Framme may read and write orders.', 'framme' ),
			__( 'From then on, whenever an order changes: the order, with name, e-mail, delivery address, items and tracking numbers. In the beginning, the orders of the last 60 days as well.', 'framme' ),
			__( 'When a shopper opens an order or the tracking page: which order, and in which language. When a shopper looks up an order: what was typed in, and the network address it came from.', 'framme' ),
			__( 'Framme asks carriers by tracking number.', 'framme' ),
		);
		echo '<h2>' . esc_html__( 'What is sent to Framme, and when', 'framme' ) . '</h2><ul class="framme-list">';
		foreach ( $sentences as $sentence ) {
			echo '<li>' . esc_html( $sentence ) . '</li>';
		}
		echo '</ul>';
	}
}
