<?php
/**
 * Offers the tracking page and the questions about delivery to any page of the shop, as shortcodes;
 * the blocks show the same.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * [framme_order_tracking] and [framme_delivery_faq].
 */
final class Framme_Shortcodes {

	const TRACKING = 'framme_order_tracking';
	const FAQ      = 'framme_delivery_faq';

	/** How many orders of whoever is logged in stand above the form. */
	const MOST = 5;

	/**
	 * Add the shortcodes.
	 */
	public static function listen(): void {
		add_shortcode( self::TRACKING, array( __CLASS__, 'tracking' ) );
		add_shortcode( self::FAQ, array( __CLASS__, 'faq' ) );
	}

	/**
	 * Say whether this page shows one of ours, as far as can be seen in what its author wrote.
	 */
	public static function is_expected(): bool {
		$post = is_singular() ? get_post() : null;
		if ( ! $post || ! Framme_Options::connected() ) {
			return false;
		}
		foreach ( array( self::TRACKING, self::FAQ ) as $shortcode ) {
			if ( has_shortcode( $post->post_content, $shortcode ) ) {
				return true;
			}
		}
		foreach ( array_keys( Framme_Blocks::SHOWN_BY ) as $block ) {
			if ( has_block( 'framme/' . $block, $post ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the form that looks an order up, below what was found or the reader's own orders.
	 */
	public static function tracking(): string {
		return self::printed( array( __CLASS__, 'show_tracking' ) );
	}

	/**
	 * Return the questions about delivery, with the form above them where its author wants it:
	 * [framme_delivery_faq form="yes"], or the block's switch.
	 *
	 * @param mixed $wants What the author chose.
	 */
	public static function faq( $wants = array() ): string {
		$form = is_array( $wants ) ? ( $wants['form'] ?? false ) : false;
		$form = true === $form || 'yes' === $form;
		return self::printed(
			static function () use ( $form ): void {
				Framme_Faq::show( $form );
			}
		);
	}

	/**
	 * Print the form, below what was found or the reader's own orders.
	 */
	public static function show_tracking(): void {
		Framme_Look::show();
		$look_up = Framme_Look_Up::of_this_request();
		$answer  = Framme_Client::for_page()->get( 'words', array(), Framme_Client::FRESH_WORDS );
		$words   = new Framme_Words( $answer->is_good() ? Framme_Read::part( $answer->body, 'words' ) : array() );
		$view    = new Framme_Look_Up_View( $look_up, $words );
		echo '<div class="framme">';
		$view->show_order();
		if ( ! $look_up->order ) {
			self::show_own_orders( $words );
		}
		$view->show_form();
		echo '</div>';
	}

	/**
	 * Print the last orders of whoever is logged in; not in the editor, where they would be the author's.
	 *
	 * @param Framme_Words $words What stands around them.
	 */
	private static function show_own_orders( Framme_Words $words ): void {
		$in_editor = defined( 'REST_REQUEST' ) && REST_REQUEST;
		if ( ! $in_editor && Framme_Account::orders( 1 ) ) {
			Framme_Look::keep_private();
			printf( '<h2>%s</h2>', esc_html( $words->say( 'orders' ) ) );
			Framme_Live::show( Framme_Live_Rest::address( Framme_Live_Rest::BLOCK ), array( __CLASS__, 'show_last' ) );
		}
	}

	/**
	 * Print the last orders of whoever is logged in, and return whether one of them may still change.
	 */
	public static function show_last(): bool {
		return Framme_Account::show_list( Framme_Account::orders( self::MOST ), 3 );
	}

	/**
	 * Return what something prints. Before the merchant has connected the shop it is nothing, but who
	 * may connect it is told.
	 *
	 * @param callable $show What prints.
	 */
	private static function printed( callable $show ): string {
		if ( ! Framme_Options::connected() ) {
			$said = __( 'Framme shows nothing here until the shop is connected. Only you see this.', 'framme' );
			return current_user_can( 'manage_woocommerce' ) ? '<p>' . esc_html( $said ) . '</p>' : '';
		}
		ob_start();
		call_user_func( $show );
		return (string) ob_get_clean();
	}
}
