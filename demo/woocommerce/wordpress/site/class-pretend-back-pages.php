<?php
/**
 * The back office's own pages that the demo needs: dashboard, plugins, languages, and a mail.
 *
 * @package Framme
 */

/**
 * Small pages; what they change is WordPress's, not the plugin's.
 */
final class Pretend_Back_Pages {

	/**
	 * Show where everything is.
	 */
	public static function dashboard(): void {
		set_current_screen( 'dashboard' );
		do_action( 'admin_init' );
		do_action( 'admin_enqueue_scripts', 'index.php' );
		Pretend_Frame::back_office( 'Dashboard', '<div class="wrap"><h1>Dashboard</h1>' . self::notices() . '<p>This is a pretend back office. What plugins show is theirs; all else is modest.</p></div>' );
	}

	/**
	 * Show the plugin, and switch it on or off.
	 */
	public static function plugins(): void {
		set_current_screen( 'plugins' );
		do_action( 'admin_init' );
		$name = plugin_basename( Pretend_Plugins::$main );
		$act  = sanitize_key( wp_unslash( $_GET['action'] ?? '' ) );
		if ( in_array( $act, array( 'activate', 'deactivate', 'delete' ), true ) ) {
			check_admin_referer( "$act-plugin_$name" );
			self::switch_plugin( $act );
			wp_redirect( admin_url( 'plugins.php?done=' . $act ) );
		}
		do_action( 'admin_enqueue_scripts', 'plugins.php' );
		$data  = get_plugin_data( Pretend_Plugins::$main );
		$links = array();
		foreach ( Pretend_Plugins::is_active() ? array( 'deactivate' => 'Deactivate' ) : array( 'activate' => 'Activate', 'delete' => 'Delete its data' ) as $one => $said ) {
			$links[ $one ] = '<a href="' . esc_url( html_entity_decode( wp_nonce_url( admin_url( "plugins.php?action=$one" ), "$one-plugin_$name" ) ) ) . '">' . esc_html( $said ) . '</a>';
		}
		$links = apply_filters( "plugin_action_links_$name", $links, $name, $data, 'all' );
		$meta  = apply_filters( 'plugin_row_meta', array( 'Version ' . $data['Version'] ), $name, $data, 'all' );
		$html  = '<table class="widefat"><thead><tr><th scope="col">Plugin</th><th scope="col">Description</th></tr></thead><tbody><tr data-plugin="' . esc_attr( $name ) . '"><td><strong>' . esc_html( $data['Name'] ) . '</strong><p>' . implode( ' | ', array_map( 'wp_kses_post', $links ) ) . '</p></td><td>' . esc_html( $data['Description'] ) . '<p>' . implode( ' | ', array_map( 'wp_kses_post', $meta ) ) . '</p></td></tr></tbody></table>';
		Pretend_Frame::back_office( 'Plugins', '<div class="wrap"><h1>Plugins</h1>' . self::notices() . $html . '</div>' );
	}

	/**
	 * Switch the plugin on or off, or remove what it keeps.
	 *
	 * @param string $act activate, deactivate or delete.
	 */
	private static function switch_plugin( string $act ): void {
		if ( 'activate' === $act ) {
			Pretend_Plugins::load( Pretend_Plugins::$main );
			Pretend_Plugins::activate();
		} elseif ( 'deactivate' === $act ) {
			Pretend_Plugins::deactivate();
		} else {
			Pretend_Plugins::uninstall();
		}
	}

	/**
	 * Show the languages, and set them.
	 */
	public static function languages(): void {
		set_current_screen( 'options-general' );
		do_action( 'admin_init' );
		$names = array( '' => 'As the site', 'en_GB' => 'English', 'sv_SE' => 'Svenska', 'es_ES' => 'Español', 'it_IT' => 'Italiano', 'zh_TW' => '繁體中文' );
		if ( 'POST' === $_SERVER['REQUEST_METHOD'] ) {
			check_admin_referer( 'general-options' );
			$site = sanitize_text_field( wp_unslash( $_POST['WPLANG'] ?? '' ) );
			$own  = sanitize_text_field( wp_unslash( $_POST['locale'] ?? '' ) );
			if ( isset( $names[ $site ], $names[ $own ] ) && '' !== $site ) {
				update_option( 'WPLANG', $site );
				update_user_meta( get_current_user_id(), 'locale', $own );
			}
			wp_redirect( admin_url( 'options-general.php' ) );
		}
		$site = self::choice( 'WPLANG', 'Site language', array_slice( $names, 1, null, true ), get_locale() );
		$own  = self::choice( 'locale', 'Your own language', $names, (string) get_user_meta( get_current_user_id(), 'locale', true ) );
		Pretend_Frame::back_office( 'Languages', '<div class="wrap"><h1>Languages</h1><form method="post">' . wp_nonce_field( 'general-options', '_wpnonce', true, false ) . $site . $own . get_submit_button() . '</form></div>' );
	}

	/**
	 * Show a mail about an order as it would be sent.
	 */
	public static function mail(): void {
		$order = wc_get_order( absint( $_GET['id'] ?? 0 ) );
		if ( ! $order || ! current_user_can( 'edit_shop_orders' ) ) {
			wp_die( 'There is no such order.', '', 404 );
		}
		// Mails are written in the site's language, not in the merchant's.
		Pretend_Admin::$inside = false;
		$html                  = Pretend_Mailer::written( $order, 'customer_completed_order' );
		$plain                 = Pretend_Mailer::written( $order, 'customer_completed_order', true );
		Pretend_Admin::$inside = true;
		Pretend_Frame::back_office( 'Mail', '<div class="wrap"><h1>Mail to ' . esc_html( $order->get_billing_email() ) . '</h1><div class="pretend-mail">' . $html . '</div><pre class="pretend-mail">' . esc_html( $plain ) . '</pre></div>' );
	}

	/**
	 * Write a choice with its label.
	 *
	 * @param string                $name    Of the field.
	 * @param string                $label   What is chosen.
	 * @param array<string, string> $choices Names by value.
	 * @param string                $chosen  The value chosen now.
	 */
	private static function choice( string $name, string $label, array $choices, string $chosen ): string {
		$options = '';
		foreach ( $choices as $value => $said ) {
			$options .= '<option value="' . esc_attr( $value ) . '"' . selected( $chosen, $value, false ) . '>' . esc_html( $said ) . '</option>';
		}
		return '<p><label for="' . esc_attr( $name ) . '">' . esc_html( $label ) . '</label> <select name="' . esc_attr( $name ) . '" id="' . esc_attr( $name ) . '">' . $options . '</select></p>';
	}

	/**
	 * Return what plugins have to say.
	 */
	private static function notices(): string {
		ob_start();
		do_action( 'admin_notices' );
		return (string) ob_get_clean();
	}
}
