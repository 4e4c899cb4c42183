<?php
/**
 * The form on which anybody finds an order.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class LookUpTest extends ShopperTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->connect();
		$this->answer( self::FRAMME . 'words', 200, $this->told( 'words.en' ) );
	}

	private function sent( array $fields ): string {
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$_SERVER['REMOTE_ADDR']    = '192.0.2.7';
		$this->post( $fields + array( 'framme_nonce' => wp_create_nonce( Framme_Look_Up::ACTION ) ) );
		return Framme_Shortcodes::tracking();
	}

	private function posts(): array {
		return array_values( array_filter( $this->asked, static function ( array $asked ): bool {
			return 'POST' === $asked['args']['method'];
		} ) );
	}

	public function test_every_field_has_a_label_and_a_hint(): void {
		$form = Framme_Shortcodes::tracking();
		$this->assertCount( 2, $this->texts( $form, '//input[@id = //label/@for][@aria-describedby = //p/@id]' ) );
		$this->assertSame( array( 'Order number', 'E-mail, phone or postal code' ), $this->texts( $form, '//label' ) );
		$this->assertCount( 1, $this->texts( $form, '//form[@method="post"]//button[@type="submit"]' ) );
		$this->assertStringNotContainsString( '<script', $form );
	}

	public function test_an_order_that_is_found_is_shown_above_the_form(): void {
		$this->answer( self::FRAMME . 'look-up', 200, $this->told( 'order.en' ) );
		$page = $this->sent( array( 'framme_number' => '#1042', 'framme_proof' => '214 22' ) );
		$this->assertStringContainsString( 'Corner Kiosk', $page );
		$this->assertSame( 'Find another order', $this->texts( $page, '//form//h2' )[0] );
		$this->assertLessThan( strpos( $page, '<form' ), strpos( $page, 'Corner Kiosk' ) );
		$this->assertSame( array(), $this->texts( $page, '//input[@type="text"][@value != ""]' ), 'the next one may be another person' );
	}

	public function test_what_was_entered_goes_to_framme_with_the_shoppers_address(): void {
		$this->answer( self::FRAMME . 'look-up', 200, $this->told( 'order.en' ) );
		$this->sent( array( 'framme_number' => ' #1042 ', 'framme_proof' => "o'neil@mail.example" ) );
		list( $post ) = $this->posts();
		$this->assertSame( array( 'number' => '#1042', 'proof' => "o'neil@mail.example", 'caller' => '192.0.2.7', 'lang' => 'en_US' ), $post['args']['body'] );
		$this->assertStringNotContainsString( 'neil', $post['url'] );
	}

	public function test_a_shop_behind_a_proxy_says_who_the_shopper_is(): void {
		$this->answer( self::FRAMME . 'look-up', 200, $this->told( 'order.en' ) );
		add_filter( 'framme_shopper_address', static function (): string {
			return '2001:db8::1';
		} );
		$this->sent( array( 'framme_number' => '1', 'framme_proof' => '2' ) );
		$this->assertSame( '2001:db8::1', $this->posts()[0]['args']['body']['caller'] );
	}

	public function test_what_is_no_network_address_is_not_passed_on(): void {
		$this->answer( self::FRAMME . 'look-up', 200, $this->told( 'order.en' ) );
		add_filter( 'framme_shopper_address', static function (): string {
			return "1.2.3.4, 5.6.7.8\r\nX: y";
		} );
		$this->sent( array( 'framme_number' => '1', 'framme_proof' => '2' ) );
		$this->assertSame( '', $this->posts()[0]['args']['body']['caller'] );
	}

	public function test_a_wrong_and_an_unknown_number_get_framme_s_one_answer_and_keep_what_was_typed(): void {
		$this->answer( self::FRAMME . 'look-up', 422, array( 'error' => 'No order fits what you entered.' ) );
		$page = $this->sent( array( 'framme_number' => '#1', 'framme_proof' => '"><b>x' ) );
		$this->assertSame( array( 'No order fits what you entered.' ), $this->texts( $page, '//p[@role="alert"]' ) );
		$this->assertCount( 1, $this->texts( $page, '//input[@value="#1"]' ) );
		$this->assertSame( array(), $this->texts( $page, '//b' ) );
	}

	public function test_what_is_wrong_with_a_field_stands_beside_it(): void {
		$this->answer( self::FRAMME . 'look-up', 422, array( 'error' => 'Look again.', 'fields' => array( 'proof' => 'Is that an <e-mail>?', 'other' => 'x' ) ) );
		$page = $this->sent( array( 'framme_number' => '1', 'framme_proof' => '2' ) );
		$this->assertCount( 1, $this->texts( $page, '//input[@aria-invalid="true"]' ) );
		$this->assertSame( array( 'Is that an <e-mail>?' ), $this->texts( $page, '//p[@id = substring-before(//input[@aria-invalid]/@aria-describedby, " ")]' ) );
		$this->assertSame( array(), $this->texts( $page, '//p[@role="alert"]' ) );
	}

	public function test_an_empty_field_is_noticed_without_asking(): void {
		$page = $this->sent( array( 'framme_number' => '  ', 'framme_proof' => '' ) );
		$this->assertCount( 2, $this->texts( $page, '//input[@aria-invalid="true"]' ) );
		$this->assertSame( array(), $this->posts() );
	}

	/**
	 * @dataProvider bad_nonces
	 */
	public function test_a_form_from_an_old_page_is_shown_again_with_what_was_typed( $nonce ): void {
		$page = $this->sent( array( 'framme_number' => '#1042', 'framme_proof' => 'me@mail.example', 'framme_nonce' => $nonce ) );
		$this->assertSame( array( 'This page had been open for a while. Please press the button once more.' ), $this->texts( $page, '//p[@role="alert"]' ) );
		$this->assertCount( 1, $this->texts( $page, '//input[@value="#1042"]' ) );
		$this->assertCount( 1, $this->texts( $page, '//input[@value="me@mail.example"]' ) );
		$this->assertSame( array(), $this->posts() );
	}

	public function bad_nonces(): array {
		return array( array( 'old' ), array( '' ), array( array( 'x' ) ) );
	}

	public function test_a_nonce_that_has_been_open_for_a_day_is_an_old_one(): void {
		$nonce = wp_create_nonce( Framme_Look_Up::ACTION );
		$this->pass( 2 * DAY_IN_SECONDS );
		$this->sent( array( 'framme_number' => '1', 'framme_proof' => '2', 'framme_nonce' => $nonce ) );
		$this->assertSame( array(), $this->posts() );
	}

	public function test_who_tries_too_often_is_told_so(): void {
		$this->answer( self::FRAMME . 'look-up', 429, array( 'error' => 'Too many attempts. Try again later.' ) );
		$this->assertSame( array( 'Too many attempts. Try again later.' ), $this->texts( $this->sent( array( 'framme_number' => '1', 'framme_proof' => '2' ) ), '//p[@role="alert"]' ) );
	}

	public function test_when_framme_is_away_the_form_says_to_come_back(): void {
		$this->framme_is_away();
		$page = $this->sent( array( 'framme_number' => '1', 'framme_proof' => '2' ) );
		$this->assertSame( array( 'Orders cannot be looked up right now. Please try again in a minute.' ), $this->texts( $page, '//p[@role="alert"]' ) );
		$this->assertCount( 1, $this->texts( $page, '//form' ) );
	}

	public function test_two_forms_on_a_page_ask_once(): void {
		$this->answer( self::FRAMME . 'look-up', 422, array( 'error' => 'No.' ) );
		$page = $this->sent( array( 'framme_number' => '1', 'framme_proof' => '2' ) ) . Framme_Shortcodes::tracking();
		$this->assertCount( 1, $this->posts() );
		preg_match_all( '/\sid="([^"]+)"/', $page, $ids );
		$ids = array_diff( $ids[1], array( Framme_Look_Up_View::FOUND ) );
		$this->assertSame( array_unique( $ids ), $ids );
	}

	public function test_what_is_too_long_is_cut(): void {
		$this->answer( self::FRAMME . 'look-up', 422, array( 'error' => 'No.' ) );
		$this->sent( array( 'framme_number' => str_repeat( 'å', 5000 ), 'framme_proof' => array( 'x' ) ) );
		$this->sent( array( 'framme_number' => str_repeat( 'å', 5000 ), 'framme_proof' => 'x' ) );
		$this->assertSame( array(), $this->posts(), 'a list is nothing typed, and a request is read once' );
		Framme_Look_Up::forget();
		$this->sent( array( 'framme_number' => str_repeat( 'å', 5000 ), 'framme_proof' => 'x' ) );
		$this->assertSame( 64, mb_strlen( $this->posts()[0]['args']['body']['number'] ) );
	}

	public function test_a_hostile_problem_stays_a_text(): void {
		$this->answer( self::FRAMME . 'look-up', 422, array( 'error' => '<script>alert(1)</script>' ) );
		$this->assertStringNotContainsString( '<script', $this->sent( array( 'framme_number' => '1', 'framme_proof' => '2' ) ) );
	}
}
