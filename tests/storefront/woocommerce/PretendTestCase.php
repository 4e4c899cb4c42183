<?php
/**
 * What tests of the plugin begin from: a shop as it is after loading, and ways to do things in it.
 *
 * @package Framme
 */

// phpcs:disable
declare( strict_types = 1 );

use PHPUnit\Framework\TestCase;

abstract class PretendTestCase extends TestCase {

	const FRAMME = 'https://track.example';

	/** @var list<array{url: string, args: array<string, mixed>}> What has been asked over HTTP. */
	protected $asked = array();

	/** @var list<callable> Who may answer, the newest first. */
	private $answers = array();

	protected function setUp(): void {
		parent::setUp();
		PretendSnapshot::put_back();
		PretendShop::$last = 30;
		add_filter( 'pre_http_request', array( $this, 'hear' ), 5, 3 );
	}

	/** @return array<string, mixed>|WP_Error */
	public function hear( $early, $args, $url ) {
		$this->asked[] = array( 'url' => $url, 'args' => $args );
		foreach ( $this->answers as $answer ) {
			$said = $answer( $url, $args );
			if ( null !== $said ) {
				return $said;
			}
		}
		return new WP_Error( 'http_request_failed', 'no network in tests' );
	}

	/** Answer requests whose address begins so with JSON. */
	protected function answer( string $begins, int $status, array $body, array $headers = array() ): void {
		$this->answer_by(
			static function ( $url ) use ( $begins, $status, $body, $headers ) {
				return 0 === strpos( $url, $begins ) ? pretend_answer( $status, json_encode( $body ), $headers + array( 'content-type' => 'application/json' ) ) : null;
			}
		);
	}

	/** Answer by a function of address and arguments, which lets others answer by null; null forgets all answers. */
	protected function answer_by( ?callable $answer ): void {
		$this->answers = $answer ? array_merge( array( $answer ), $this->answers ) : array();
	}

	protected function log_in( int $user ): void {
		wp_set_current_user( $user );
	}

	/** Make a user of a role, log them in and return their id. */
	protected function log_in_as( string $role ): int {
		$id = 1 + max( array_keys( Pretend::$kept->all( 'users' ) ) );
		Pretend_Users::add( array( 'ID' => $id, 'user_login' => "user$id", 'user_email' => "user$id@example.com", 'display_name' => "User $id", 'roles' => array( $role ) ) );
		wp_set_current_user( $id );
		return $id;
	}

	protected function order( array $changes = array() ): WC_Order {
		return PretendShop::order( $changes );
	}

	protected function connect( string $base_url = self::FRAMME, string $shop_id = '7' ): void {
		Framme_Options::connect( $base_url, $shop_id, str_repeat( 's3cr3t_', 6 ) . 'x' );
	}

	protected function shown( callable $what ): string {
		ob_start();
		try {
			$what();
		} finally {
			$html = (string) ob_get_clean();
		}
		return $html;
	}

	protected function with_query( array $query ): void {
		$_GET     = wp_slash( $query );
		$_REQUEST = array_merge( $_GET, $_POST );
	}

	protected function post( array $form ): void {
		$_POST                     = wp_slash( $form );
		$_REQUEST                  = array_merge( $_GET, $_POST );
		$_SERVER['REQUEST_METHOD'] = 'POST';
	}

	protected function admin_page( string $slug, array $query = array() ): string {
		$this->with_query( array( 'page' => $slug ) + $query );
		return Pretend_Admin::page( $slug );
	}

	/** Post a form to admin-post.php or admin-ajax.php and return how the request ended. */
	protected function submit( string $file, array $form ): Pretend_End {
		$this->post( $form );
		Pretend_Admin::$inside = true;
		$action                = (string) ( $form['action'] ?? '' );
		$who                   = is_user_logged_in() ? '' : 'nopriv_';
		$hook                  = ( 'admin-ajax.php' === $file ? 'wp_ajax_' : 'admin_post_' ) . $who . $action;
		if ( 'admin-ajax.php' === $file ) {
			add_filter( 'wp_doing_ajax', '__return_true' );
		}
		try {
			do_action( 'admin_init' );
			do_action( $hook );
		} catch ( Pretend_End $end ) {
			return $end;
		}
		return new Pretend_Died( '0', '', 400 );
	}

	protected function rest( string $method, string $route, array $parameters = array(), array $headers = array() ): WP_REST_Response {
		$request = new WP_REST_Request( $method, $route );
		foreach ( $headers as $name => $value ) {
			$request->set_header( $name, $value );
		}
		if ( 'GET' === $method ) {
			$request->set_query_params( $parameters );
		} elseif ( $parameters ) {
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( json_encode( $parameters ) );
		}
		return rest_do_request( $request );
	}

	/** @return list<string> */
	protected function cli( string $line ): array {
		return WP_CLI::run( $line );
	}

	protected function account_page( string $endpoint = '', string $value = '' ): string {
		return pretend_account( $endpoint, $value );
	}

	protected function thank_you( WC_Order $order, ?string $key = null ): string {
		return pretend_thank_you( $order->get_id(), $key ?? $order->get_order_key() );
	}

	protected function tracked( WC_Order $order, ?string $email = null ): string {
		return pretend_tracked( $order->get_id(), $email ?? $order->get_billing_email() );
	}

	protected function mail( WC_Order $order, string $id = 'customer_completed_order', bool $plain = false ): string {
		return Pretend_Mailer::written( $order, $id, $plain );
	}

	protected function orders_list(): string {
		return pretend_orders_list();
	}

	protected function order_screen( WC_Order $order ): string {
		return pretend_order_screen( $order );
	}

	/** Choose something for several orders in their list; returns where the merchant is sent. */
	protected function bulk( string $action, array $ids ): string {
		$this->post( array( 'action' => $action, 'id' => $ids, '_wpnonce' => wp_create_nonce( 'hpos' === Pretend::$storage ? 'bulk-orders' : 'bulk-posts' ) ) );
		return pretend_bulk( $action, $ids );
	}

	protected function in_language( string $locale ): void {
		Pretend::$site['language'] = $locale;
	}

	protected function pass( int $seconds ): void {
		Pretend::$ahead += $seconds;
	}

	protected function run_schedule(): int {
		return pretend_run_schedule();
	}
}
