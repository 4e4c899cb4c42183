<?php
/**
 * Adds to WooCommerce's mails to customers where the order is and a link to follow it. No mail waits
 * for Framme longer than a page does, and merchants' mails stay as they are.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A part below the table of an order, in HTML and in plain text.
 */
final class Framme_Mails {

	/**
	 * Add the hook.
	 */
	public static function listen(): void {
		add_action( 'woocommerce_email_after_order_table', array( __CLASS__, 'show' ), 10, 4 );
	}

	/**
	 * Print our part, if the mail is a customer's and there is something to follow.
	 *
	 * @param WC_Order      $order         The order.
	 * @param bool          $sent_to_admin Whether the mail is the merchant's.
	 * @param bool          $plain_text    Whether it has no HTML.
	 * @param WC_Email|null $email         The mail; other plugins may not say.
	 */
	public static function show( $order, $sent_to_admin = false, $plain_text = false, $email = null ): void {
		if ( $sent_to_admin || ! $order instanceof WC_Order || ! self::is_customers( $email ) ) {
			return;
		}
		if ( ! Framme_Options::is_on( 'in_mails' ) || ! Framme_Panels::may_be_delivered( $order ) ) {
			return;
		}
		$mail = new Framme_Mail( $order, Framme_News::about( $order ) );
		if ( ! $mail->says_something() ) {
			return;
		}
		if ( $plain_text ) {
			$mail->show_plain();
		} else {
			$mail->show_html();
		}
	}

	/**
	 * Say whether a mail goes to a customer, and is one: a preview is about an order made up for it.
	 *
	 * @param WC_Email|null $email The mail.
	 */
	private static function is_customers( $email ): bool {
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WooCommerce's own filter, by which it says that it previews a mail.
		if ( apply_filters( 'woocommerce_is_email_preview', false ) ) {
			return false;
		}
		return ! $email instanceof WC_Email || $email->is_customer_email();
	}
}
