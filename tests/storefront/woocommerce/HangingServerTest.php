<?php
/**
 * A server that takes the call and never answers, over a real connection: pages go on.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class HangingServerTest extends ShopperTestCase {

	/**
	 * @var resource
	 */
	private $server;

	protected function setUp(): void {
		parent::setUp();
		$this->server = stream_socket_server( 'tcp://127.0.0.1:0' );
		Framme_Options::connect( 'http://' . stream_socket_get_name( $this->server, false ), '7', str_repeat( 's', 43 ) );
		$this->answer_by( 'pretend_curl' );
	}

	protected function tearDown(): void {
		fclose( $this->server );
		parent::tearDown();
	}

	/**
	 * Return how many have called. The system has taken their calls; nobody has answered them.
	 */
	private function calls(): int {
		$calls = 0;
		while ( @stream_socket_accept( $this->server, 0.05 ) ) {
			++$calls;
		}
		return $calls;
	}

	public function test_a_page_waits_for_its_budget_once_and_the_next_not_at_all(): void {
		$begun = microtime( true );
		$first = Framme_Client::for_page()->get( 'orders', array( 'ids' => '31' ) );
		$again = Framme_Client::for_page()->get( 'words' );
		$spent = microtime( true ) - $begun;
		$this->assertSame( array( 0, 0 ), array( $first->status, $again->status ) );
		$this->assertLessThan( 3 * 0.3, $spent );
		Framme_Budget::begin_page();
		Framme_Client::for_page()->get( 'orders', array( 'ids' => '32' ) );
		$this->assertSame( 1, $this->calls() );
	}

	public function test_the_account_is_shown_all_the_same(): void {
		$this->log_in( 2 );
		$this->earlier_order();
		$page = $this->account_page( 'framme-deliveries', '' );
		$this->assertStringContainsString( wc_get_order_status_name( 'processing' ), $page );
		$this->assertSame( 1, $this->calls() );
	}

	public function test_other_peoples_requests_keep_their_own_time(): void {
		$begun = microtime( true );
		Framme_Client::for_page()->get( 'words' );
		$answer = pretend_curl( 'http://' . stream_socket_get_name( $this->server, false ), array( 'timeout' => 1, 'method' => 'GET', 'headers' => array(), 'user-agent' => 'x', 'redirection' => 0, 'sslverify' => true, 'body' => null, 'limit_response_size' => null ) );
		$this->assertTrue( is_wp_error( $answer ) );
		$this->assertGreaterThan( 0.99, microtime( true ) - $begun );
	}
}
