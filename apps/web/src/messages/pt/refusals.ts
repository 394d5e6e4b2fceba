import type { Refusals } from '../messages.ts';

const declined = 'O seu cartão foi recusado. Nada foi debitado. Tente outro cartão ou pergunte ao seu banco.';
const code = 'O código de segurança não foi aceite. Nada foi debitado. Verifique-o e tente de novo.';
const number = 'O número do cartão não foi aceite. Nada foi debitado. Verifique-o e tente de novo.';
const date = 'A validade não foi aceite. Nada foi debitado. Verifique-a e tente de novo.';
const processing = 'Não foi possível processar o pagamento. Nada foi debitado. Tente de novo.';

export const refusals: Refusals = {
  decline: {
    heading: 'O seu pagamento não foi efetuado',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds: 'O seu cartão não tem saldo suficiente. Nada foi debitado. Tente outro cartão.',
      incorrect_cvc: code,
      invalid_cvc: code,
      incorrect_number: number,
      invalid_number: number,
      invalid_expiry_month: date,
      invalid_expiry_year: date,
      expired_card: 'Este cartão expirou. Nada foi debitado. Use outro cartão.',
      processing_error: processing,
      PAYMENT_PROCESSING_ERROR: processing,
      authentication_required:
        'O seu banco precisa primeiro de confirmar a sua identidade. Nada foi debitado. Tente de novo ou use outro cartão.',
      withdrawal_count_limit_exceeded:
        'O seu cartão foi usado demasiadas vezes ultimamente. Nada foi debitado. Tente mais tarde ou use outro cartão.',
      restricted_card:
        'Este cartão não pode ser usado para esta compra. Nada foi debitado. Use outro cartão.',
      THREE_DS_FAILED:
        'O seu banco não conseguiu confirmar a sua identidade. Nada foi debitado. Tente de novo ou use outro cartão.',
      not_charged: 'O pagamento não foi realizado. Nada foi debitado. Tente de novo.',
      total_changed: 'O total mudou. Nada foi debitado. Verifique-o e pague de novo.',
      closed:
        'Este pagamento foi interrompido antes de se conhecer o resultado. Se aparecer no seu extrato, contacte a loja. Pode pagar de novo.',
      superseded: 'O pagamento anterior não foi concluído e nada foi debitado por ele. Pode pagar de novo.',
    },
    retryable: 'O seu cartão foi recusado. Nada foi debitado. Tente de novo ou use outro cartão.',
    final: 'O seu cartão foi recusado. Nada foi debitado. Use outro cartão.',
  },

  refusal: {
    fields: 'Alguns dados não foram aceites. Verifique os campos assinalados.',
    unmarked: 'Alguns dados não foram aceites. Verifique-os e tente de novo.',
    again: 'O pagamento não começou e nada foi debitado. Tente de novo.',
    notCharged: 'O pagamento não foi efetuado e nada foi debitado. Tente de novo.',
    savedCard: 'O cartão guardado não pode ser usado para esta compra. Introduza outro cartão.',
    slowDown: 'Demasiadas tentativas em pouco tempo. Nada foi debitado. Aguarde um momento e tente de novo.',
    tooMany:
      'Vários pagamentos não foram concluídos, por isso não é possível tentar outro por agora. Nada foi debitado e o que escreveu fica guardado.',
    unavailable: 'Neste momento não é possível pagar com cartão. Nada foi debitado. Tente mais tarde.',
    notBegun:
      'O seu pagamento não começou e nada foi debitado. O que escreveu ainda está aqui: pode tentar de novo.',
    unsafeRedirect:
      'Não conseguimos abrir a página do seu banco em segurança. Nada foi debitado. Use outro cartão.',
    insecure:
      'Esta página foi aberta sem encriptação (http), por isso nenhum cartão pode ser enviado daqui. Nada foi debitado. Volte à loja e comunique-o.',
    altered:
      'Uma tradução ou extensão do seu navegador alterou os montantes desta página. Nada foi debitado. São mostrados de novo: confirme o total e tente de novo.',
    notLoaded:
      'Uma parte desta página não foi carregada. Nada foi debitado. Tente de novo ou recarregue a página.',
  },
  waiting: { until: (when) => `Pode tentar de novo ${when}.` },
};
